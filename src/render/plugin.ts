import type {Report} from '../core/report.ts'
import {visible} from '../core/words.ts'

/** Exit statuses of a plugin, by the Monitoring Plugins Development Guidelines. */
export const pluginStatus = {OK: 0, WARNING: 1, CRITICAL: 2, UNKNOWN: 3} as const
export type PluginState = keyof typeof pluginStatus

/** The state of the service that a report stands for. */
export function pluginState({status, findings}: Report): PluginState {
  if (status === 'red') return 'CRITICAL'
  if (status === 'undetermined') return 'UNKNOWN'
  return findings.some((f) => f.status === 'warn') ? 'WARNING' : 'OK'
}

/** A plugin's first line. */
export const pluginLine = (state: PluginState, told: string): string => `NPSMFA ${state} - ${barless(told)}`

/** What follows a bar is performance data, on further lines too. */
export const barless = (text: string): string => visible(text).replaceAll('|', '¦')
