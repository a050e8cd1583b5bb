import {pluginLine, pluginStatus} from '../render/plugin.ts'
import {print} from './print.ts'

/** Whether it is Nagios that reads the answer, as far as a command line tells that may be a wrong one. */
export function forNagios(
  [command = '', ...args]: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  const given = args.flatMap((arg, i) =>
    arg === '--format' ? [args[i + 1]] : arg.startsWith('--format=') ? [arg.slice('--format='.length)] : [],
  )
  return ['doctor', 'check'].includes(command) && (given.at(-1) ?? env.NPSMFA_FORMAT) === 'nagios'
}

/** An end without a report: Nagios would take the exit statuses of such ends for states of the service. */
export async function endUnknown(why: string): Promise<void> {
  process.exitCode = pluginStatus.UNKNOWN
  await print(`${pluginLine('UNKNOWN', why.trim())}\n`)
}
