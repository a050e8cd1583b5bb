import {X509Certificate} from 'node:crypto'
import type {Why} from '../nps/why.ts'
import type {Running} from '../running.ts'
import {signer} from './certificate.ts'
import {tokenAnswer} from './token.ts'

const help =
  'Enter ERROR_CODE @ https://go.microsoft.com/fwlink/?linkid=846827 for detailed troubleshooting steps.'
const verify =
  'Verify the client certificate is properly enrolled in Azure against your tenant and the server can access URL in Registry STS_URL. Error authenticating to eSTS:'

/** Why the extension could not decide about somebody: it got no token, or the MFA service did not answer. */
export async function failureOf(lab: Running, name: string): Promise<Why> {
  const answer = await tokenAnswer(lab)
  if (answer?.status === 200)
    return failed(name, 'HTTPS_COMMUNICATION_ERROR', 'No response from the MFA service.')
  const [handle, told] = answer ? refusal(answer.body) : unasked(lab)
  const inner = `ErrorCode:: ESTS_TOKEN_ERROR Msg:: Error in retreiving token details from request handle: ${handle | 0} ${told}`
  return failed(name, 'ESTS_TOKEN_ERROR', `${verify} ${inner}`)
}

const failed = (name: string, code: string, text: string): Why => ({
  by: 'failure',
  name,
  code,
  text: `${text} ${help}`,
})

/** The token library's numbers by the OAuth error that it is told (catalogue/adal-handles.ts). */
const handles: Readonly<Record<string, number>> = {
  unauthorized_client: 0xcaa2_0001,
  invalid_request: 0xcaa2_0002,
  invalid_client: 0xcaa2_0009,
  invalid_resource: 0xcaa2_000b,
}
const [accessDenied, cannotSign, notConnected, notAccepted] = [
  0xcaa2_0004, 0xcaa1_0040, 0xcaa8_2efd, 0xcaa2_0009,
]

function refusal(body: unknown): [handle: number, told: string] {
  const {error = '', error_description: told = ''} = (body ?? {}) as Record<string, string>
  return [handles[error] ?? accessDenied, told]
}

/** The token service would refuse a certificate that has ended; without a key, or a way to it, it hears nothing. */
function unasked({state}: Running): [handle: number, told: string] {
  if (signer(state)) return [notConnected, '']
  const withKey = state.server.certificates.filter(({key}) => key !== null)
  const ended = withKey.every(
    ({certificate}) => Date.parse(new X509Certificate(certificate).validTo) < Date.now(),
  )
  return withKey.length > 0 && ended
    ? [
        notAccepted,
        'AADSTS700027: The certificate with identifier used to sign the client assertion is expired. [Reason - The key used is expired.]',
      ]
    : [cannotSign, '']
}
