import * as Args from '@oclif/core/args'
import {Command} from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import {UsageError} from '../core/usage-error.ts'
import {jsonLine} from '../core/words.ts'
import type {ToldAttempt, Watch as Watching} from '../index.ts'
import {renderAttempt} from '../render/watch.ts'
import {listOf, variable} from './flags.ts'
import {interruptible} from './interrupt.ts'
import {lookOf} from './look.ts'
import {print} from './print.ts'
import {readLength, readUsers} from './read/text.ts'

export default class Watch extends Command {
  static override id = 'watch'
  static override summary = 'One sentence per sign-in attempt as it happens, with its cause.'
  static override description =
    'Follows logs that are being written (NPS’ accounting logs, exports of the event logs that grow), or, on a Windows server without FILE, the live event channels. It ends with Ctrl-C or --for. Exit status: 0 nobody was refused, 1 somebody was, 3 nothing can be read, 130 Ctrl-C.'
  static override examples = [
    {
      description: 'The accounting log of NPS, while a user tries again:',
      command: '<%= config.bin %> watch IN2611.log --for 10m',
    },
    {
      description: 'The lab; sign in there with the line that it prints:',
      command: '<%= config.bin %> watch --lab',
    },
    {
      description: 'One user only, a document a line for scripts:',
      command: '<%= config.bin %> watch IN2611.log --user alice@contoso.com --json --for 1m',
    },
  ]
  static override args = {
    file: Args.string({description: 'a log that is being written; any number of them', ignoreStdin: true}),
  }
  static override strict = false
  static override flags = {
    user: Flags.string({
      description: 'only this user’s attempts',
      helpValue: 'UPN',
      multiple: true,
      delimiter: ',',
      env: variable('user'),
    }),
    for: Flags.string({
      description: 'end by itself after this long: 45s, 10m',
      helpValue: 'TIME',
      env: variable('for'),
    }),
    lab: Flags.string({
      description: 'watch the embedded lab instead; alone: --lab=healthy',
      helpValue: 'SCENARIO|ADDRESS',
    }),
    json: Flags.boolean({description: 'each attempt as npsmfa.attempt/1, one a line', env: variable('json')}),
  }

  async run(): Promise<void> {
    const {argv, flags} = await this.parse(Watch)
    const files = argv as string[]
    if (flags.lab !== undefined && files.length > 0)
      throw new UsageError('--lab has its own logs; give either FILE or --lab.')
    if (files.length === 0 && flags.lab === undefined && process.platform !== 'win32')
      throw new UsageError(
        'npsmfa watch needs a file here: the event logs themselves are on the NPS server. Give it a log that is being written, such as IN2611.log, or --lab.',
      )
    const users = readUsers(listOf(flags.user))
    const forMs = flags.for === undefined ? null : readLength(flags.for, '--for')
    const look = lookOf(true)
    const text = (told: ToldAttempt) => (flags.json ? `${jsonLine(told)}\n` : renderAttempt(told, look))
    const asked = {
      ...(forMs === null ? {} : {forMs}),
      files,
      users,
      onAttempts: (all: readonly ToldAttempt[]) => print(all.map(text).join('')),
    }
    const exit = await interruptible((stopped) => {
      const signal = AbortSignal.any([stopped, closedOutput()])
      return flags.lab === undefined ? follow({...asked, signal}) : atLab(flags.lab, {...asked, signal})
    })
    if (exit !== null) process.exitCode = exit
  }
}

type Asked = Pick<Watching, 'files' | 'users' | 'forMs' | 'onAttempts' | 'signal' | 'windows'>

const say = (line: string) => process.stderr.write(`${line}\n`)

async function follow(asked: Asked): Promise<number> {
  const {watchSignIns} = await import('../index.ts')
  const exit = await watchSignIns({
    ...asked,
    onNote: say,
    onBegun: () => say('Watching: each sign-in is told as it happens. Ctrl-C ends it.'),
  })
  if (exit === 3) say('npsmfa: Nothing of this could be read.')
  return exit
}

async function atLab(scenario: string, asked: Asked): Promise<number> {
  const {labWatch} = await import('../index.ts')
  const {address, user, windows, close} = await labWatch(scenario, asked.signal)
  if (address !== scenario)
    say(
      `The lab is running at ${address}. Sign in there:\n\n  npsmfa radius --lab=${address} --user ${user}\n`,
    )
  return follow({...asked, windows}).finally(close)
}

/** Whoever read on has gone (| head): there is nobody to tell anything. */
function closedOutput(): AbortSignal {
  const closed = new AbortController()
  process.stdout.once('error', () => closed.abort())
  return closed.signal
}
