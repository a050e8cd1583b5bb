import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'
import {time} from './time.ts'

/** A switch of the registry: absent, or a number as Windows reads it (all but 0 is on), or of a type that is no number. */
export const registrySwitch = v.picklist(['absent', 'on', 'off', 'wrong-type'])

const shape = v.object({
  /** TLS 1.2 as a client: SCHANNEL\Protocols\TLS 1.2\Client. */
  enabled: registrySwitch,
  disabledByDefault: registrySwitch,
  /** ISO: when that key was last written to; null where it is absent or Windows does not say. */
  writtenAt: v.nullable(time),
  /** The cipher suites in their order, where policy or an administrator set one; null is what Windows brings. */
  cipherSuites: v.nullable(v.object({from: v.picklist(['policy', 'machine']), names: v.array(v.string())})),
})
export type Schannel = v.InferOutput<typeof shape>

export const schannel = defineFact<Schannel>({
  key: 'schannel',
  about: 'what TLS this machine’s Windows speaks',
  shape,
})
