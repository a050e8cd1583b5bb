import {setFlagsFromString} from 'node:v8'
import * as Args from '@oclif/core/args'
import {Command} from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import {UsageError} from '../core/usage-error.ts'
import {jsonText} from '../core/words.ts'
import {interrupted, partly} from './interrupt.ts'
import {lookOf} from './look.ts'
import {print} from './print.ts'
import {progress} from './progress.ts'

export default class Logs extends Command {
  static override id = 'logs'
  static override summary = 'Event logs and NPS logs: since when, for whom, and which cause.'
  static override description =
    'Reads exports of the event logs (XML, CSV, text) and NPS’ accounting logs (DTS, ODBC, IAS) in any mix; on a Windows server without FILE the live channels. Exit status: 0 nothing refused, 1 a cause is named, 3 nothing can be told: unreadable, or no sign-in in it.'
  static override examples = [
    {
      description: 'What a server has exported, on any machine, in any mix:',
      command: '<%= config.bin %> logs security.evtx authz.evtx IN2611.log',
    },
    {
      description: 'For scripts:',
      command: '<%= config.bin %> logs security.evtx --json',
    },
  ]
  static override args = {
    file: Args.string({description: 'an exported log; any number of them', ignoreStdin: true}),
  }
  static override strict = false
  static override flags = {json: Flags.boolean({description: 'as JSON', env: 'NPSMFA_JSON'})}

  async run(): Promise<void> {
    const {argv, flags} = await this.parse(Logs)
    const files = argv as string[]
    if (files.length === 0 && process.platform !== 'win32')
      throw new UsageError(
        'npsmfa logs needs a file here: the event logs themselves are on the NPS server. Give it an export, such as security.xml or IN2611.log.',
      )
    // A log is read through once: a young generation that grows with it would be memory and no speed.
    setFlagsFromString('--semi-space-growth-factor=1')
    // That of the thread which reads is empty each time it is cleaned: the larger, the seldomer.
    setFlagsFromString('--min-semi-space-size=4')
    const {diagnoseLogs} = await import('../app/logs.ts')
    const shown = progress(process.stderr)
    const report = await partly((signal) => diagnoseLogs(files, {signal, onProgress: shown.update})).finally(
      shown.end,
    )
    const {renderLogs} = await import('../render/logs.ts')
    const text = flags.json ? `${jsonText(report)}\n` : renderLogs(report, lookOf(true))
    process.exitCode = report.partial ? interrupted : report.exit
    await print(text)
  }
}
