import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {after, before, describe, it} from 'node:test'
import {COMMANDS} from '../../src/commands/cli.ts'
import {npsmfa, type Ran} from '../support/doctor.ts'
import {type LabProcess, labProcess} from '../support/lab-process.ts'
import {freePort} from '../support/ports.ts'
import {temporaryFolder} from '../support/temp.ts'
import {atTerminal} from '../support/terminal.ts'
import {linesOf, variablesOf} from './every-flag.ts'
import {password, secret} from './nps.ts'
import {type Witnesses, witnesses} from './witness.ts'

const alice = 'alice@contoso.example'
/** The commands that ring or spend a password, each only after it was confirmed, and what they spend. */
const ringing: Readonly<Record<string, string>> = {
  radius: `RADIUS 1 for ${alice}`,
  challenge: `MFA challenge of ${alice}`,
}

const folder = temporaryFolder()
const given = join(folder, 'given')
let lab: LabProcess
let closed: number
let runs = 0

/** What says yes, and what makes of a command another one. */
const unused = ['yes', 'self-test', 'apply', 'resume', 'undo']

/** What stands in the place of arguments. */
const argumentsOf: Readonly<Record<string, readonly string[]>> = {
  check: ['radius'],
  explain: ['ESTS_TOKEN_ERROR'],
  logs: [join(given, 'events.xml')],
  watch: [join(given, 'events.xml'), '--for', '1s'],
  repair: ['cert.key-acl'],
  'bundle:create': ['made.json'],
  'bundle:show': [join(given, 'bundle.json')],
  diff: [join(given, 'bundle.json'), join(given, 'bundle.json')],
}

before(async () => {
  mkdirSync(given)
  lab = await labProcess()
  closed = await freePort()
  const {certificate, key} = lab.state.server.certificates[0]!
  writeFileSync(join(given, 'extension.pem'), `${certificate}${key}`)
  writeFileSync(join(given, 'ca.pem'), (await lab.introduction()).ca)
  writeFileSync(join(given, 'events.xml'), '<Events></Events>')
  const pfx = ['pkcs12', '-export', '-in', join(given, 'extension.pem'), '-out', join(given, 'extension.pfx')]
  execFileSync('openssl', [...pfx, '-passout', `pass:${password}`], {stdio: 'ignore'})
  const map = ['--reveal-map', join(given, 'map.json'), '--only', 'cert']
  const made = await npsmfa(['bundle', 'create', join(given, 'bundle.json'), '--lab', ...map])
  assert.equal(made.code, 0, made.stderr)
})
after(() => lab?.stop())

/** A value for each flag that takes one, with which the command comes to its work. */
const valuesIn = ({nps, lab: address}: Witnesses): Readonly<Record<string, string>> => ({
  ...{
    user: alice,
    server: nps,
    radius: nps,
    lab: address,
    timeout: '1s',
    deadline: '5s',
    wait: '100ms',
    for: '1s',
  },
  ...{tenant: lab.state.tenant.id, 'app-id': lab.state.tenant.id, 'sign-in': 'token'},
  ...{ldap: `ldaps://${lab.state.directory.host}`, 'ldap-user': lab.state.directory.bind.user},
  ...{'ldap-base': lab.state.directory.base, 'ldap-ca': join(given, 'ca.pem')},
  ...{
    pfx: join(given, 'extension.pfx'),
    cert: join(given, 'extension.pem'),
    key: join(given, 'extension.pem'),
  },
  // The internet is out of reach of these runs.
  ...{proxy: `http://127.0.0.1:${closed}`, only: 'radius', skip: 'endpoints', at: '2031-01-01'},
  ...{from: join(given, 'bundle.json'), output: 'report', bundle: 'bundle.json', keep: 'all'},
  ...{'reveal-map': 'map.json', 'same-aliases-as': join(given, 'map.json')},
  ...{
    'nas-ip': '192.0.2.70',
    attribute: 'NAS-Port-Type=5',
    protocol: 'pap',
    listen: '127.0.0.1:0',
    days: '30',
    bits: '2048',
    certificate: 'AB'.repeat(20),
    method: 'push',
    yes: 'true',
  },
})

/** Variables that name another installation, or are wrong beside what is typed. */
const typedOnly = ['pfx', 'cert', 'key', 'format', 'json', 'output', 'bundle', 'wait', 'keep', 'reveal-map']

/** All that a run could spend: who signs in, where, with which password, and that it was said yes to. */
function environment(values: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.fromEntries(Object.entries(values).filter(([name]) => !typedOnly.includes(name)))
  return {
    ...variablesOf(Object.values(COMMANDS), kept),
    ...{NPSMFA_YES: 'true', NPSMFA_RADIUS_SECRET: secret, NPSMFA_USER_PASSWORD: password},
    ...{
      NPSMFA_PFX_PASSWORD: password,
      NPSMFA_LDAP_PASSWORD: password,
      NPSMFA_GRAPH_TOKEN: lab.state.graphToken,
    },
  }
}

interface Spending extends Ran {
  spent: readonly string[]
  asked: number
}

/** Runs it where everything that could be spent is there, and tells what was. */
async function run(
  id: string,
  line: (values: Readonly<Record<string, string>>) => string[],
): Promise<Spending> {
  const watching = await witnesses(await lab.introduction())
  try {
    const values = valuesIn(watching)
    const cwd = join(folder, String(runs++))
    mkdirSync(cwd)
    const flags = line(values)
    // A file or a lab, but not both.
    const stands = id === 'watch' && flags.length > 0 ? [] : (argumentsOf[id] ?? [])
    const args = [...id.split(':'), ...stands, ...flags]
    // A command that stays, as the lab does, has done what it does by then.
    const stops = (child: {kill(signal: 'SIGINT'): unknown}) =>
      setTimeout(() => child.kill('SIGINT'), 2_000).unref()
    const ran = await npsmfa(args, {
      env: environment(values),
      cwd,
      ...(id === 'lab' ? {meanwhile: stops} : {}),
    })
    return {...ran, spent: [...watching.spent()], asked: watching.asked()}
  } finally {
    watching.close()
  }
}

describe('what rings, or spends a password', {concurrency: 2}, () => {
  for (const [id, command] of Object.entries(COMMANDS)) {
    const name = id.replace(':', ' ')
    const lines = (values: Readonly<Record<string, string>>) => linesOf(command, values, unused)
    // How many there are hangs on the flags alone.
    const count = 1 + linesOf(command, new Proxy({}, {get: () => 'x'}), unused).length
    for (let at = 0; at < count; at++)
      it(`not ${name}, unconfirmed, with ${at === 0 ? 'no flag' : `its flags (${at})`} and every variable`, async () => {
        const ran = await run(id, (values) => [[], ...lines(values)][at]!)
        assert.deepEqual(ran.spent, [])
        const refuses = id in ringing
        assert.equal(ran.code === 2, refuses, `exit ${ran.code}: ${ran.stderr}`)
        if (refuses) assert.equal(ran.asked, 0, 'nothing is sent before it is confirmed')
      })
  }
  for (const id of ['doctor', 'check', 'bundle:create'])
    it(`${id.replace(':', ' ')} does ask NPS, about nobody`, async () => {
      const ran = await run(id, ({lab, radius}) => ['--only', 'radius', `--lab=${lab}`, '--radius', radius!])
      assert.ok(ran.asked > 0)
      assert.deepEqual(ran.spent, [])
    })
  for (const [id, spends] of Object.entries(ringing)) {
    it(`${id} does, confirmed, and once`, async () => {
      const ran = await run(id, (values) => [...linesOf(COMMANDS[id]!, values, [])[0]!])
      assert.equal(ran.code, 0, ran.stderr)
      assert.deepEqual(ran.spent, [spends])
    })
    it(`${id} does not when it is told no`, async () => {
      const watching = await witnesses(await lab.introduction())
      const env = environment(valuesIn(watching))
      const {status} = await atTerminal([id], [['[y/N]', 'n']], {env})
      watching.close()
      assert.deepEqual([status, watching.spent(), watching.asked()], [3, [], 0])
    })
  }
})
