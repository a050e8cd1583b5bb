import {distance} from '../explain/near.ts'

/** What an error means to whoever typed the command: the sentence for stderr, and the exit status. */
export interface Explained {
  exit: number
  text: string
}

/** A command that can be typed, by its words. */
export interface Known {
  words: string
  flags: readonly string[]
}

type AnyError = Error & {
  oclif?: {exit?: number}
  code?: string
  flags?: string[]
  args?: {name: string; description?: string}[]
}

const wrongUsage = 2
const ourBug = 70

/** oclif quotes what was typed, which may be a secret in the wrong place: only names that we gave are repeated. */
export function explainError(error: unknown, argv: readonly string[], commands: readonly Known[]): Explained {
  const e = error as AnyError
  if (e.code === 'EEXIT') return {exit: e.oclif?.exit ?? 0, text: ''}
  if (e.name === 'UsageError') return usage(e.message)
  if (e.oclif !== undefined) {
    const command = commandOf(argv, commands)
    return usage(command ? (sentences[e.constructor.name] ?? general)(e, command) : noCommand(argv, commands))
  }
  const stack = e.stack ?? String(e)
  return {
    exit: ourBug,
    text: `npsmfa: this is a bug in npsmfa, please report it with these lines.\n${stack}\n`,
  }
}

const usage = (sentence: string): Explained => ({exit: wrongUsage, text: `npsmfa: ${sentence}\n`})

/** The command that the first words are, the longest first. */
const commandOf = (argv: readonly string[], commands: readonly Known[]): Known | undefined =>
  [2, 1]
    .map((length) => argv.slice(0, length).join(' '))
    .flatMap((typed) => commands.filter(({words}) => words === typed))[0]

function noCommand(argv: readonly string[], commands: readonly Known[]): string {
  const names = commands.map(({words}) => words)
  const near = meant(argv.slice(0, 2).join(' '), names) ?? meant(argv[0] ?? '', names)
  return `There is no such command${near ? ` (${near} is one)` : ''}; npsmfa --help names them all.`
}

/** The name that was probably meant: one that begins so, else the nearest with a letter or two wrong. */
function meant(typed: string, names: readonly string[]): string | undefined {
  const far = (name: string) => distance(typed.toLowerCase(), name, 3)
  const near = names.filter((name) => far(name) <= Math.min(2, Math.floor(name.length / 2)))
  const begun = names.find((name) => typed.length > 2 && name.startsWith(typed))
  return begun ?? near.sort((a, b) => far(a) - far(b))[0]
}

const help = ({words}: Known) => `npsmfa ${words} --help`

const tooMuch = (command: Known) =>
  `There is an argument too much; a flag’s value follows it directly (--lab=SCENARIO), and ${help(command)} shows each form.`

const general = ({message}: AnyError, command: Known): string => {
  // oclif takes words behind a command for a longer command.
  if (/^command .* not found/s.test(message)) return tooMuch(command)
  const [, missing = ''] = /^Flag --([\w-]+) expects a value/.exec(message) ?? []
  if (command.flags.includes(missing)) return `--${missing} needs a value; ${help(command)} shows which.`
  const named = namesIn(message, command)
  return `The command line cannot be followed${named ? ` (see ${named})` : ''}; ${help(command)} shows each form.`
}

const sentences: Readonly<Record<string, (e: AnyError, command: Known) => string>> = {
  NonExistentFlagsError({flags = []}, command) {
    const near = flags.map((typed) => meant(typed.replace(/^--|=.*/gs, ''), command.flags)).find(Boolean)
    return `There is no such flag${near ? ` (--${near} is one)` : ''}; ${help(command)} names them all.`
  },
  UnexpectedArgsError: (_, command) => tooMuch(command),
  RequiredArgsError({args = []}, command) {
    const missing = args.map(({name, description}) => `${name.toUpperCase()} (${description})`)
    return `Something is missing: ${missing.join(' and ')}; ${help(command)} shows an example.`
  },
  FlagInvalidOptionError(e, command) {
    const [, name = '', options = ''] = /^Expected --([\w-]+)=.* to be one of: (.+)$/ms.exec(e.message) ?? []
    return command.flags.includes(name)
      ? `--${name} is one of: ${options.split('\n')[0]}.`
      : general(e, command)
  },
  FailedFlagValidationError({message}, command) {
    const [, missing = ''] = /Missing required flag ([\w-]+)/.exec(message) ?? []
    return command.flags.includes(missing)
      ? `Something is missing: --${missing}; ${help(command)} shows an example.`
      : `These flags do not go together: ${namesIn(message, command)}.`
  },
}

/** The flags of the command that a message speaks of. */
const namesIn = (message: string, {flags}: Known): string =>
  [...new Set(message.match(/(?<=--)[a-z-]+/g))]
    .filter((name) => flags.includes(name))
    .map((name) => `--${name}`)
    .join(', ')
