import type {Command} from '@oclif/core/command'
import {Config} from '@oclif/core/config'
import {run} from '@oclif/core/run'
import {pluginStatus} from '../render/plugin.ts'
import BundleCreate from './bundle/create.ts'
import BundleShow from './bundle/show.ts'
import Challenge from './challenge.ts'
import Check from './check.ts'
import Diff from './diff.ts'
import Doctor from './doctor.ts'
import {explainError} from './errors.ts'
import Explain from './explain.ts'
import {interrupted} from './interrupt.ts'
import Lab from './lab/index.ts'
import LabList from './lab/list.ts'
import List from './list.ts'
import Logs from './logs.ts'
import {endUnknown, forNagios} from './plugin.ts'
import Radius from './radius.ts'
import Repair from './repair.ts'
import Setup from './setup.ts'
import {namingVariables, outrankedVariables} from './variables.ts'
import Watch from './watch.ts'

/** In the order in which --help tells of them: what a newcomer needs first. */
export const COMMANDS: Record<string, Command.Class> = {
  doctor: Doctor,
  check: Check,
  explain: Explain,
  logs: Logs,
  watch: Watch,
  radius: Radius,
  challenge: Challenge,
  setup: Setup,
  repair: Repair,
  'bundle:create': BundleCreate,
  'bundle:show': BundleShow,
  diff: Diff,
  list: List,
  lab: Lab,
  'lab:list': LabList,
}

/** Runs the command line; `root` is the folder of package.json. Sets the exit status and never throws. */
export async function main(argv: readonly string[], root: string): Promise<void> {
  // oclif asks PowerShell for the shell's name on Windows, at every start, unless it is told one.
  if (process.platform === 'win32') process.env.SHELL ??= 'cmd.exe'
  for (const name of outrankedVariables(argv)) delete process.env[name]
  const nagios = forNagios(argv, process.env)
  // oclif's own listener throws what is not EPIPE.
  process.stdout.removeAllListeners('error').on('error', unwritable(nagios ? pluginStatus.UNKNOWN : 2))
  try {
    const config = await Config.load({root})
    await run(argv.map(bareLab), config)
    if (nagios && process.exitCode === interrupted) await endUnknown('interrupted')
  } catch (error) {
    const {exit, text: told} = explainError(error, argv, known())
    const text = exit === 2 ? namingVariables(told, argv, setByVariable()) : told
    process.stderr.write(text)
    process.exitCode = exit
    if (nagios && exit !== 0) await endUnknown(text.replace(/^npsmfa: /, ''))
  }
}

const known = () =>
  Object.entries(COMMANDS).map(([id, {flags}]) => ({
    words: id.replaceAll(':', ' '),
    flags: Object.keys(flags ?? {}),
  }))

/** The flags, of whatever command, whose variable is set. */
const setByVariable = () =>
  new Set(
    Object.values(COMMANDS).flatMap(({flags = {}}) =>
      Object.entries(flags).flatMap(([name, {env}]) => (env && process.env[env] !== undefined ? [name] : [])),
    ),
  )

/** A reader that has seen enough (| head) closes the pipe, which is no error; a full disk is. */
const unwritable =
  (exit: number) =>
  ({code}: NodeJS.ErrnoException): void => {
    if (code === 'EPIPE') return
    process.stderr.write(
      `npsmfa: the report could not be written to the standard output (${code}); give it another place.\n`,
    )
    process.exitCode = exit
  }

/** oclif has no flag with an optional value: a bare --lab is the healthy one. */
const bareLab = (arg: string) => (arg === '--lab' ? '--lab=healthy' : arg)
