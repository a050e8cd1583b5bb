import {variable} from './flags.ts'

const certificate = ['pfx', 'cert', 'key']
const installation = [
  ...certificate,
  ...['tenant', 'cloud', 'ldap', 'ldap-user', 'ldap-base', 'ldap-ca', 'radius', 'proxy'],
  ...['sign-in', 'app-id', 'graph-token', 'graph-token-file'],
]

/** A flag that was typed → what is said of another installation, or otherwise, by variables that then mean nothing. */
const outranked: Readonly<Record<string, readonly string[]>> = {
  from: [...installation, 'user', 'deadline', 'bundle', 'wait'],
  lab: [...installation, 'server'],
  pfx: ['cert', 'key'],
  cert: ['pfx'],
  key: ['pfx'],
  format: ['json'],
  json: ['format'],
}

/** What a typed flag outranks; a running lab, at an address, is asked with all that an installation is asked with. */
const outrankedBy = (name: string, argv: readonly string[]): readonly string[] =>
  name === 'lab' && argv.some((arg) => arg.startsWith('--lab=http')) ? ['server'] : (outranked[name] ?? [])

const isTyped = (name: string, argv: readonly string[]) =>
  argv
    .slice(0, [...argv, '--'].indexOf('--'))
    .some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`))

/** The variables that what was typed outranks: they count as not set. */
export function outrankedVariables(argv: readonly string[]): readonly string[] {
  const typed = Object.keys(outranked).filter((name) => isTyped(name, argv))
  const signIn = isTyped('sign-in', argv) || isTyped('app-id', argv)
  return typed
    .flatMap((name) => outrankedBy(name, argv))
    .filter((name) => !(signIn && name.startsWith('graph-token')))
    .map(variable)
}

/** A message about flags that names the variable instead where it gave the value; `set` are the flags with one. */
export const namingVariables = (text: string, argv: readonly string[], set: ReadonlySet<string>): string =>
  text.replace(/--([a-z][a-z-]*)/g, (flag, name: string) =>
    set.has(name) && !isTyped(name, argv) ? variable(name) : flag,
  )
