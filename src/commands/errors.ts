import {runFlags} from './flags.ts'
import {radiusFlags} from './radius-flags.ts'

/** What an error means to whoever typed the command: the sentence for stderr, and the exit status. */
export interface Explained {
  exit: number
  text: string
}

type AnyError = Error & {oclif?: {exit?: number}; code?: string; flags?: string[]}

const wrongUsage = 2
const ourBug = 70
const flagNames = Object.keys({...runFlags, ...radiusFlags}).map((name) => `--${name}`)

/** oclif quotes what was typed, which may be a secret in the wrong place: only names that we gave are repeated. */
export function explainError(error: unknown): Explained {
  const e = error as AnyError
  if (e.code === 'EEXIT') return {exit: e.oclif?.exit ?? 0, text: ''}
  if (e.name === 'UsageError') return usage(e.message)
  if (e.oclif !== undefined) return usage((sentences[e.constructor.name] ?? general)(e))
  const stack = e.stack ?? String(e)
  return {
    exit: ourBug,
    text: `npsmfa: this is a bug in npsmfa, please report it with these lines.\n${stack}\n`,
  }
}

const usage = (sentence: string): Explained => ({exit: wrongUsage, text: `npsmfa: ${sentence}\n`})

const general = (e: AnyError): string => {
  if (/^command .* not found/s.test(e.message))
    return 'There is no such command; npsmfa --help names them all.'
  const named = namesIn(e.message)
  const [, missing] = /^Flag (--[\w-]+) expects a value/.exec(e.message) ?? []
  if (missing && flagNames.includes(missing))
    return `${missing} needs a value; npsmfa doctor --help shows which.`
  return `The command line cannot be followed${named ? ` (see ${named})` : ''}; npsmfa doctor --help shows each form.`
}

const sentences: Readonly<Record<string, (e: AnyError) => string>> = {
  NonExistentFlagsError: ({flags = []}) => {
    const meant = flags.map(nearest).find((name) => name !== undefined)
    return `There is no such flag${meant ? ` (${meant} is one)` : ''}; npsmfa doctor --help names them all.`
  },
  UnexpectedArgsError: () =>
    'There is an argument too much; a flag’s value follows it directly (--lab=SCENARIO), and npsmfa --help shows each form.',
  FlagInvalidOptionError: ({message}) => {
    const [, name = '', options = ''] = /^Expected (--[\w-]+)=.* to be one of: (.+)$/ms.exec(message) ?? []
    return flagNames.includes(name)
      ? `${name} is one of: ${options.split('\n')[0]}.`
      : general({message} as AnyError)
  },
  FailedFlagValidationError: ({message}) => `These flags do not go together: ${namesIn(message)}.`,
}

/** The flags of ours that a message speaks of. */
const namesIn = (message: string): string =>
  [...new Set(message.match(/--[a-z-]+/g))].filter((name) => flagNames.includes(name)).join(', ')

/** The flag that was probably meant: one that begins alike. */
function nearest(typed: string): string | undefined {
  const start = typed.replace(/=.*/s, '').slice(0, 5)
  return start.length === 5 ? flagNames.find((name) => name.startsWith(start)) : undefined
}
