import {scenarios} from '../src/lab/index.ts'

/** Two faults at once, and the root causes that must be told: of both, or of the first alone where it masks the other. */
export interface Pair {
  name: string
  roots: string[]
}

const codeOf = (scenario: string): string => {
  const code = scenarios.find(({name}) => name === scenario)?.code
  if (!code) throw new Error(`${scenario} has no root cause`)
  return code
}

/** Both are told, in this order. */
const independent = `
  mfa-off-by-script certificate-expired
  mfa-off-by-script monday-secret
  monday-mfa-off certificate-ends-soon
  mfa-off user-locked
  secret-mismatch certificate-expired
  monday-secret monday-certificate
  monday-secret client-principal-disabled
  policy-refuses client-principal-disabled
  message-authenticator-missing key-denied
  secret-mismatch no-licences
  secret-mismatch extension-failing
  secret-mismatch mfa-service-silent
  secret-mismatch certificate-ends-soon
  secret-mismatch monday-only-one
  nps-stopped certificate-expired
  runtime-missing certificate-expired
  nps-disabled client-principal-disabled
  certificate-expired client-principal-disabled
  certificate-expired mfa-service-silent
  certificate-expired user-locked
  certificate-expired radius-client-unknown
  certificate-expired sync-old
  certificate-expired auditing-off
  monday-certificate user-no-method
  monday-certificate message-authenticator-not-required
  connector-principal-disabled certificate-not-registered
  tenant-unknown client-principal-disabled
  key-denied extension-failing
  key-denied user-dial-in-denied
  tls12-disabled user-locked
  login-refused user-disabled-in-ad
  mfa-service-silent user-no-method
  mfa-service-silent stale-keys
  adnotifications-reset credentials-intercepted
  login-certificate-expired mfa-service-wrong-name
  client-principal-disabled user-not-in-entra
  client-principal-disabled connector-principal-disabled
  extension-failing user-locked
  extension-failing certificate-ends-soon
  monday-codes certificate-ends-soon
  monday-gateway certificate-ends-soon
  user-no-method monday-gateway
  monday-tls secret-mismatch
  user-locked user-no-method
  clock-ahead user-locked
`

/** Only the first is told: while it lasts, nothing shows that the second does too. */
const masking = `
  nps-stopped secret-mismatch
  nps-disabled extension-failing
  runtime-missing extension-failing
  tls12-disabled extension-failing
  mfa-service-silent extension-failing
  monday-new-host extension-failing
  certificate-expired monday-certificate
  nps-disabled monday-secret
  monday-tls extension-failing
  extension-uninstalled certificate-missing
  secret-mismatch extension-failed-earlier
  certificate-expired extension-failed-earlier
`

const rows = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(' ') as [string, string])

export const pairs: readonly Pair[] = [
  ...rows(independent).map(([a, b]) => ({name: `${a}+${b}`, roots: [codeOf(a), codeOf(b)]})),
  ...rows(masking).map(([a, b]) => ({name: `${a}+${b}`, roots: [codeOf(a)]})),
]
