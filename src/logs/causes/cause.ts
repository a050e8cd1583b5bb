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
  causeId: string
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

type Rest = Partial<Pick<LogCause, 'status' | 'disrupts' | 'confirm' | 'explains'>>

/** A maker of causes of one layer. */
export const causesOf =
  (layer: Layer, owner: Owner) =>
  (
    name: string,
    causeId: string,
    message: string,
    steps: string | readonly string[],
    rest: Rest = {},
  ): LogCause => ({
    layer,
    name,
    causeId,
    owner,
    status: 'fail',
    disrupts: 'nothing',
    message,
    do: typeof steps === 'string' ? [steps] : steps,
    confirm: [],
    explains: [],
    ...rest,
  })

export const codeOf = ({layer, name}: Pick<LogCause, 'layer' | 'name'>): string => `logs.${layer}/${name}`
