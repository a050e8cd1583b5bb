import type {Command} from '@oclif/core/command'

/** The part of a flag's definition that says how it is given. */
interface Flag {
  type: string
  options?: readonly string[]
  exclusive?: readonly string[]
}

type Values = Readonly<Record<string, string>>

export const flagsOf = ({flags = {}}: Command.Class): Readonly<Record<string, Flag>> =>
  flags as unknown as Record<string, Flag>

/** A flag as it is typed, with a value that the command follows. */
function typed(name: string, {type, options}: Flag, values: Values): string[] {
  if (type === 'boolean') return [`--${name}`]
  const value = values[name] ?? options?.[0]
  if (value === undefined) throw new Error(`--${name} is new: say in test/rings what it is given`)
  return [`--${name}=${value}`]
}

/** The fewest command lines that have every flag of a command but `without` in one of them, none beside one that it excludes. */
export function linesOf(command: Command.Class, values: Values, without: readonly string[]): string[][] {
  const flags = Object.entries(flagsOf(command)).filter(([name]) => !without.includes(name))
  const excludes = (a: string, b: string) =>
    [a, b].some((one) => flagsOf(command)[one]!.exclusive?.includes(one === a ? b : a))
  const lines: string[][] = []
  for (const [name] of flags) {
    const line = lines.find((others) => !others.some((other) => excludes(name, other)))
    if (line) line.push(name)
    else lines.push([name])
  }
  return lines.map((names) => names.flatMap((name) => typed(name, flagsOf(command)[name]!, values)))
}

/** The variables of all flags that read one, each with such a value. */
export const variablesOf = (commands: readonly Command.Class[], values: Values): Record<string, string> =>
  Object.fromEntries(
    commands
      .flatMap(({flags = {}}) => Object.entries(flags))
      .flatMap(([name, {env}]) => (env && name in values ? [[env, values[name]!]] : [])),
  )
