import {createRequire} from 'node:module'
import {type Command, CommandHelp, Config, Help} from '@oclif/core'

/** What a newcomer runs first; a test runs every line that begins with $. */
const start = `Finds out why multi-factor sign-ins fail that go VPN/NAS → Network Policy Server
→ the NPS extension → Microsoft Entra MFA: the root cause first, who must act,
and the cure. It changes nothing unless it is told to.

USAGE
  $ npsmfa COMMAND [FLAGS]

START HERE
  To try it: a whole installation, pretended on this machine, then with a fault:

    $ npsmfa doctor --lab
    $ npsmfa doctor --lab=client-principal-disabled

  On the NPS server, in an elevated prompt; then for a user who stays outside:

    $ npsmfa doctor
    $ npsmfa doctor --user alice@contoso.com

  With an error code, a line of a log, or logs that somebody sent:

    $ npsmfa explain AADSTS7000112
    $ npsmfa logs security.evtx authz.evtx
`

const end = `npsmfa COMMAND --help shows each command’s flags and examples.
Exit status: 0 healthy, 1 something is red, 2 wrong usage, 3 could not be told.`

/** oclif's help of a command, in the order in which it is needed: a line that can be copied before forty flags. */
class Leading extends CommandHelp {
  protected override sections() {
    const sections = super.sections()
    const [usage, ...rest] = sections
    const examples = sections.find(({header}) => header === 'EXAMPLES')!
    return [
      usage!,
      examples,
      ...rest.filter((section) => section !== examples),
      {header: 'ENVIRONMENT', generate: () => this.environment()},
    ]
  }

  protected override defaultUsage(): string {
    const {id, args = {}, flags = {}, strict} = this.command
    const positional = Object.values(args).map((arg) => this.arg(arg) + (strict === false ? '...' : ''))
    const required = Object.values(flags)
      .filter((flag) => flag.required)
      .map((flag) => `--${flag.name} ${flag.type === 'option' ? flag.helpValue : ''}`)
    return [id, ...positional, ...required, ...(Object.keys(flags).length > 0 ? ['[FLAGS]'] : [])].join(' ')
  }

  /** A command is not wrapped, so that it can be copied whole, on every shell. */
  protected override examples(examples: Command.Example[]): string {
    return examples
      .map((example) => {
        const {description, command} = example as Exclude<Command.Example, string>
        const lines = this.render(command).split('\n')
        return `${this.wrap(description, 4)}\n\n${lines.map((line) => `  $ ${line}`).join('\n')}`
      })
      .join('\n\n')
  }

  /** What it does before what it is called by: the default at the end, and no variable, for the rule below names it. */
  protected override flags(flags: Command.Flag.Any[]) {
    return super.flags(
      flags.map((flag) => {
        const {env, default: usual, ...plain} = flag as Command.Flag.Any & {default?: unknown}
        const told = typeof usual === 'string' ? `${flag.description} (default: ${usual})` : flag.description
        return {...plain, description: told} as Command.Flag.Any
      }),
    )
  }

  private environment(): string | undefined {
    const flags = Object.values(this.command.flags ?? {})
    const read = flags.filter(({env}) => env !== undefined)
    const typed = flags.filter(({env}) => env === undefined).map(({name}) => `--${name}`)
    if (read.length === 0) return undefined
    const example = read.at(-1)!
    const but = typed.length > 0 ? `, but not ${typed.join(' ')}` : ''
    return this.wrap(`Each flag is also read from it, --${example.name} as ${example.env}${but}.`)
  }
}

/** Prints into a text, commands in the order of `ids`. */
class Captured extends Help {
  text = ''
  ids: readonly string[] = []
  protected override CommandHelpClass = Leading
  protected override log(...args: string[]): void {
    this.text += `${args.join(' ')}\n`
  }
  protected override get sortedCommands() {
    return super.sortedCommands.sort((a, b) => this.ids.indexOf(a.id) - this.ids.indexOf(b.id))
  }
  commands = (): string => this.formatCommands(this.sortedCommands)
}

/** The help of every command and topic, by the words that ask for it; bin/run.js prints it without loading oclif. */
export async function help(): Promise<Record<'commands' | 'topics', Record<string, string>>> {
  const {COMMANDS} = createRequire(import.meta.url)('../dist/cli.cjs') as {COMMANDS: object}
  const ids = Object.keys(COMMANDS)
  // Each time anew: printing changes what was loaded. The manifest is made from this build, after it.
  const load = () => Config.load({root: process.cwd(), ignoreManifest: true})
  const captured = async () =>
    Object.assign(new Captured(await load(), {stripAnsi: true, hideCommandSummaryInDescription: true}), {ids})
  const byWords = async (wanted: readonly string[]) => {
    const texts: Record<string, string> = {}
    for (const id of wanted) {
      const shown = await captured()
      await shown.showHelp([id])
      texts[id.replaceAll(':', ' ')] = `${shown.text.trimEnd()}\n`
    }
    return texts
  }
  const root = `${start}\n${(await captured()).commands()}\n\n${end}\n`
  const topics = (await load()).topics.map(({name}) => name)
  return {
    commands: {'': root, ...(await byWords(ids))},
    topics: await byWords(topics.filter((name) => !ids.includes(name))),
  }
}
