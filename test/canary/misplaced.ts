import {readFileSync} from 'node:fs'
import {text} from './secrets.ts'
import type {Run} from './watched.ts'

interface Flag {
  type: 'option' | 'boolean'
  env?: string
}
interface Command {
  args: Record<string, unknown>
  flags: Record<string, Flag>
}

/** The committed list of commands, which a test holds against the program. */
export const {commands} = JSON.parse(readFileSync('oclif.manifest.json', 'utf8')) as {
  commands: Record<string, Command>
}

/** What these are given is a name that is to be told, in whatever letters it is. */
const names: Readonly<Record<string, string>> = {
  output: 'the file that is made',
  bundle: 'the file that is made',
  'reveal-map': 'the file that is made',
  server: 'the host that is asked',
  radius: 'the host that is asked',
  'ldap-user': 'who asks',
}
const isName = (command: string, flag: string) =>
  flag in names ||
  (['radius', 'challenge'].includes(command) && flag === 'user') ||
  (command === 'bundle:create' && flag === '')

const mistake = text('mistake')

/** Places that no list of flags shows. */
const places: readonly (readonly [args: string[], env?: Record<string, string>])[] = [
  [['doctor', `--ldap-password=${mistake}`, '--strict']],
  [['doctor', '--lab', mistake]],
  [['doctor', `-${mistake}`]],
  [['doctor', `--cloud=public ${mistake} x`]],
  [['doctor', '--cloud', `line\n${mistake}`]],
  [['doctor', '--sign-in', `a=${mistake}`]],
  [['doctor', '--pfx', 'x', `--key=some ${mistake} file`]],
  [['doctor', '--pfx', 'x', '--cert', `line\n${mistake}`]],
  [['doctor', '--pfx', `x/${mistake}`]],
  [['doctor', '--proxy', `ftp://user:${mistake}@proxy`]],
  [['doctor', '--proxy', `http://user:${mistake}@`]],
  [['doctor', '--proxy', `http://user:${mistake}@proxy:99999`]],
  [['doctor', '--ldap', `ldaps://user:${mistake}@dc1`, '--ldap-user', 'x']],
  [['doctor', `--lab=http://user:${mistake}@127.0.0.1:1`]],
  [['doctor', '--radius', `user:${mistake}@nps1`], {NPSMFA_RADIUS_SECRET: mistake}],
  [['radius', '--user', 'a@b', `--password=${mistake}`]],
  [['radius', '--user', 'a@b', '--secret', mistake]],
  [['radius', '--user', 'a@b', '--yes', '--server', `user:${mistake}@nps1`]],
  [['radius', '--user', 'a@b', '--yes', '--attribute', `User-Password=${mistake}`]],
  [['radius', '--user', 'a@b', '--yes', `--nas-ip=${mistake}`]],
  [['radius', '--user', 'a@b', '--yes'], {NPSMFA_USER_PASSWORD: mistake}],
  [['radius', '--user', 'a@b'], {NPSMFA_RADIUS_SECRET: mistake, NPSMFA_USER_PASSWORD: mistake}],
  [['challenge', '--user', 'a@b', '--yes', `--code=${mistake}`]],
  [['challenge', '--user', 'a@b', '--yes', '--method', mistake]],
  [['lab', 'healthy', mistake]],
  [['setup', '--certificate', mistake]],
  [['setup', '--apply', '--tenant', `a b ${mistake}`]],
  [['repair', mistake]],
  [['repair', '--resume', mistake]],
  [['doctor', '--deadline', '0'], {NPSMFA_LDAP_PASSWORD: mistake, NPSMFA_GRAPH_TOKEN: mistake}],
  [['doctor'], {NPSMFA_CLOUD: `a ${mistake}`}],
  [['doctor'], {HTTPS_PROXY: `socks5://user:${mistake}@proxy`}],
  [['doctor'], {ALL_PROXY: `http://user:${mistake}@proxy:99999`}],
  [['doctor', '--ldap', 'ldaps://dc1'], {NPSMFA_LDAP_PASSWORD: mistake}],
]

/** A secret in the place of every flag's value, of every variable's and of an argument. */
export function misplaced(): Run[] {
  const known = new Set<string>()
  /** The same flag of another command is read by the same code. */
  const isNew = (name: string, flag: Flag) => {
    const key = JSON.stringify([name, flag])
    return !known.has(key) && known.add(key)
  }
  return [
    {args: [mistake], exits: [2]},
    {args: ['doctr', '--ldap-password', mistake], exits: [2]},
    ...places.map(([args, env = {}]) => ({args, env, exits: [2]})),
    ...Object.entries(commands).flatMap(([id, {args, flags}]) =>
      ofCommand(
        id,
        args,
        Object.fromEntries(Object.entries(flags).filter(([name, flag]) => isNew(name, flag))),
      ),
    ),
  ]
}

function ofCommand(id: string, args: Record<string, unknown>, flags: Record<string, Flag>): Run[] {
  const needed = [...id.split(':'), ...(needs[id] ?? [])]
  const short = 'deadline' in flags ? ['--deadline', '300ms'] : []
  const run = (more: string[], env: Record<string, string> = {}): Run => ({
    args: [...needed, ...more],
    env,
    exits: [2, 3, 1, 0],
  })
  const wrong = [
    [`--nonsense=${mistake}`],
    ['--pfx-password', mistake],
    [`-p${mistake}`],
    [`--no-${mistake}`],
  ]
  const stray = Object.keys(args).length > 0 ? [] : [[mistake], ['--', mistake]]
  return [
    ...[...wrong, ...stray].map((more) => run(more)),
    ...Object.entries(flags).flatMap(([name, {type, env}]) => {
      if (isName(id, name)) return []
      const rest = name === 'deadline' ? [] : short
      return [
        ...(type === 'boolean'
          ? [run([`--${name}=${mistake}`, ...rest])]
          : [run([`--${name}`, mistake, ...rest]), run([`--${name}=line\n${mistake}`, ...rest])]),
        ...(env ? [run(rest, {[env]: mistake})] : []),
      ]
    }),
  ]
}

/** What a command cannot do without, so that it comes to look at the rest; nothing that rings or stays. */
const needs: Readonly<Record<string, string[]>> = {
  'bundle:create': ['made.json'],
  'bundle:show': ['nowhere.json'],
  diff: ['nowhere.json', 'nowhere.json'],
  lab: ['nowhere'],
  radius: ['--user', 'a@b'],
  challenge: ['--user', 'a@b'],
  watch: ['nowhere.log', '--for', '300ms'],
}
