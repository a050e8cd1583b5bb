import {type Endpoint, endpoints, inCloud} from '../catalogue/endpoints.ts'
import {CannotKnow} from '../core/evidence.ts'
import {deployment} from '../facts/deployment.ts'
import {type EndpointView, endpointFacts} from '../facts/endpoint.ts'
import type {Path} from '../facts/path.ts'
import type {Response} from '../world/http.ts'
import {defineProbe} from '../world/probe.ts'

const probeOf = (endpoint: Endpoint) =>
  defineProbe({
    fact: endpointFacts[endpoint.role],
    via: 'anonymous HTTPS GET',
    needs: {deployment},
    timeoutMs: 24_000,
    look: async ({deployment: d}, world, signal): Promise<EndpointView> => {
      if (!inCloud(endpoint, d.cloud))
        throw new CannotKnow('not-asked', `${endpoint.host(d)} exists in the public cloud only`)
      const host = endpoint.host(d)
      if (endpoint.role === 'login-windows-net' && new URL(d.stsUrl).hostname === host) {
        throw new CannotKnow('not-asked', `${host} is what STS_URL names here, and is looked at as that`)
      }
      if (!/^[a-z0-9.-]+$/i.test(host)) throw new CannotKnow('error', `“${host}” is no host name`)
      const answered = (response: Response) => ({path: response.path, http: httpOf(response), failure: null})
      return world.get(new URL(`https://${host}/`), signal).then(answered, failed)
    },
  })

/** A way that broke off is an answer; anything else that went wrong is not. */
function failed(error: unknown): EndpointView {
  const {layer, code, message, path} = error as {
    layer?: NonNullable<EndpointView['failure']>['layer']
    code: string
    message: string
    path: Path
  }
  if (!layer) throw error
  if (code === 'cut-short') throw new CannotKnow('timeout', message)
  return {path, http: null, failure: {layer, code, detail: message}}
}

function httpOf({status, headers}: Response): EndpointView['http'] {
  const date = Date.parse(headers.date ?? '')
  // The header counts whole seconds, cut off: it is half a second behind on average.
  const clockAheadMs = Number.isNaN(date) ? null : Date.now() - (date + 500)
  // What is behind the question mark may be a session of a portal, or a token.
  const location = headers.location?.replace(/\?.*$/s, '?…') ?? null
  return {status, server: headers.server ?? null, location, clockAheadMs}
}

export default endpoints.map(probeOf)
