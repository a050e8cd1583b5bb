import {type Cloud, clouds} from '../../catalogue/clouds.ts'
import {CannotKnow} from '../../core/evidence.ts'
import type {Unanswered} from '../../facts/mfa-service.ts'
import {ask, type Response} from '../http.ts'
import {cutShort, LayerFailure} from '../net/layers.ts'
import type {Route} from '../net/network.ts'
import {persist} from '../persist.ts'

/** Where the MFA web service of an installation is. */
export interface MfaPlace {
  route: Route
  cloud: Cloud
  host: string
  targetPath: string
}

export interface Sent {
  url: URL
  body: string
  bearer: string
  /** Asking once more does no harm. */
  again: boolean
  secrets?: readonly string[]
}

/** What the service said, or what kept it from saying anything. */
export type Said<A> = {answer: 'said'; said: A; status: number} | Unanswered

/** The service sends nobody about for longer. */
const mostRedirects = 3
const redirects = [301, 302, 303, 307, 308]

/** One request. The token goes to the cloud's own hosts only, whatever a redirect or an answer names. */
export async function send<A>(
  place: MfaPlace,
  sent: Sent,
  read: (text: string) => A | null,
  signal: AbortSignal,
): Promise<Said<A>> {
  let url = sent.url
  for (let hop = 0; ; hop++) {
    if (!isOwn(place, url)) return {answer: 'sent-away', host: url.host}
    const response = await post(place, url, sent, signal)
    const next = redirects.includes(response.status) ? (response.headers.location ?? '') : null
    if (next === null) return answered(response, url, read)
    if (hop === mostRedirects || !URL.canParse(next, url.href)) return notTheService(response, url)
    url = new URL(next, url)
  }
}

function post({route}: MfaPlace, url: URL, {body, bearer, again, secrets = []}: Sent, signal: AbortSignal) {
  const headers = {authorization: `Bearer ${bearer}`, 'content-type': 'application/xml'}
  const once = () => ask(route, url, signal, {method: 'POST', headers, body, secrets})
  return again ? persist(once, 'The MFA service', signal) : once()
}

function answered<A>(response: Response, url: URL, read: (text: string) => A | null): Said<A> {
  const {status, body} = response
  if (status === 401) return {answer: 'token-refused', host: url.host, status}
  const said = status === 200 ? read(body) : null
  return said === null ? notTheService(response, url) : {answer: 'said', said, status}
}

const notTheService = ({status}: Response, url: URL): Unanswered => ({
  answer: 'not-the-service',
  host: url.host,
  status,
})

/** What did not come to an answer, as an answer; a run that ended is none. */
export function failureOf(error: unknown): Unanswered {
  if (!(error instanceof LayerFailure)) throw error
  if (error.code === cutShort) throw new CannotKnow('timeout', error.message)
  const {layer, code, message} = error
  return {answer: 'unreachable', failure: {layer, code, detail: message}}
}

/** The hosts of the cloud, and those below their names: a session may live at a single one of many. */
function isOwn({cloud}: MfaPlace, {protocol, hostname}: URL): boolean {
  const {mfaHost, resourceHost} = clouds[cloud]
  const own = (name: string) => hostname === name || hostname.endsWith(`.${name}`)
  return protocol === 'https:' && (own(mfaHost) || own(resourceHost))
}
