import {type CauseId, causeOf} from '../../catalogue/causes.ts'
import type {Disruption, Owner} from '../../core/outcome.ts'

/** Where in a sign-in a cause strikes; in this order evidence counts. */
export const layers = [
  'mfa',
  'service',
  'transport',
  'first-factor',
  'token',
  'network',
  'extension',
  'user',
  'method',
  'action',
  'timing',
] as const
export type Layer = (typeof layers)[number]

/** A cause that logs can name. */
export interface LogCause {
  layer: Layer
  name: string
  /** A row of the catalogue of causes. */
  causeId: CauseId
  status: 'fail' | 'warn'
  owner: Owner
  disrupts: Disruption
  /** Slots: told (the code), whom, count. */
  message: string
  do: readonly string[]
  /** Checks of ours that confirm it. */
  confirm: readonly string[]
  /** Signals that are its consequences, where it hits the same sign-ins; a signal, or the beginning of some. */
  explains: readonly string[]
}

/** What a log says of a cause beyond the catalogue, which has the cure, the owner and what confirms it. */
export type Own = Partial<Omit<LogCause, 'layer' | 'name' | 'causeId' | 'message'>>

/** A maker of causes of one layer, which may have something in common. */
export const causesOf =
  (layer: Layer, common: Own = {}) =>
  (name: string, causeId: CauseId, message: string, own: Own = {}): LogCause => {
    const {do: steps, confirm, owner} = causeOf(causeId)
    const catalogue = {owner, do: steps, confirm, status: 'fail', disrupts: 'nothing', explains: []} as const
    return {layer, name, causeId, message, ...catalogue, ...common, ...own}
  }

export const codeOf = ({layer, name}: Pick<LogCause, 'layer' | 'name'>): string => `logs.${layer}/${name}`
