import type {Layer as CatalogueLayer} from '../../catalogue/cause.ts'
import {type CauseId, causeOf} from '../../catalogue/causes.ts'
import {causesOf, type LogCause, type Own} from './cause.ts'
import {afterwards} from './people.ts'
import {withoutToken} from './token.ts'

/** What kind of thing failed, which says how its causes are told. */
export type Kind = 'first-factor' | 'token' | 'extension' | 'result'

const everyday: Own = {status: 'warn', explains: afterwards}
const explains = ['extension', 'timing', 'gateway']
const makers = {
  'first-factor': causesOf('first-factor'),
  token: causesOf('token', {explains: [...explains, 'system/vpn-failed']}),
  network: causesOf('network', {explains}),
  extension: causesOf('extension', {explains}),
  result: causesOf('user', {explains: afterwards}),
  action: causesOf('action', everyday),
}

/** What a person did or a client repeated is everyday, whichever code tells it. */
const ofPeople = new Set<CatalogueLayer>(['user', 'timing'])

/** A cause of the catalogue that logs have nothing to add to, in the catalogue's words. */
export function generalCause(kind: Kind, id: CauseId): LogCause {
  const {cause, layer} = causeOf(id)
  const name = id.toLowerCase().replaceAll('_', '-').replace(/\d/g, '')
  if (kind === 'token')
    return makers[id.startsWith('NET_') ? 'network' : kind](name, id, `${withoutToken}. ${cause}`)
  const message =
    kind === 'first-factor'
      ? `NPS refuses {whom} ({told}, {count} times), and MFA is never reached. ${cause}`
      : `It fails for {whom} ({told}, {count} times). ${cause}`
  return makerOf(kind, layer)(name, id, message)
}

/** A name that is not found is a matter of the user, whether the extension or the service could not find it. */
const makerOf = (kind: Exclude<Kind, 'token'>, layer: CatalogueLayer) =>
  kind === 'result' && ofPeople.has(layer)
    ? makers.action
    : kind === 'extension' && layer === 'look-up'
      ? makers.result
      : makers[kind]
