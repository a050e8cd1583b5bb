import assert from 'node:assert/strict'
import {execFileSync, spawn} from 'node:child_process'
import {cpSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {after, before, describe, it, test} from 'node:test'
import type {Introduction} from '../../src/lab/introduction.ts'
import {cleanEnvironment, npsmfa, program} from '../support/doctor.ts'
import {asEvtx} from '../support/evtx-event.ts'
import {writeEvtx} from '../support/evtx-writer.ts'
import {type LabProcess, labProcess} from '../support/lab-process.ts'
import {temporaryFolder} from '../support/temp.ts'

const {commands} = JSON.parse(readFileSync('oclif.manifest.json', 'utf8')) as {
  commands: Record<string, object>
}
const words = ['', ...Object.keys(commands).map((id) => id.replaceAll(':', ' '))]

/** Each example of each command's help, in their order, and the exit status that it must have. */
const exits: Readonly<Record<string, number>> = {
  'npsmfa doctor --lab': 0,
  'npsmfa doctor --lab=client-principal-disabled': 1,
  'npsmfa doctor': 0,
  'npsmfa doctor --user alice@contoso.com': 0,
  'npsmfa explain AADSTS7000112': 0,
  'npsmfa logs security.evtx authz.evtx': 1,
  'npsmfa doctor --pfx nps.pfx': 0,
  'npsmfa doctor --ldap ldaps://dc1.contoso.com --ldap-user ops@contoso.com': 0,
  'npsmfa doctor --lab --json --output report.json --bundle case.json': 0,
  'npsmfa doctor --from case.json': 0,
  'npsmfa doctor --from case.json --at 2031-01-01': 1,
  'npsmfa doctor --wait 5m --format junit --output npsmfa.xml': 0,
  'npsmfa doctor --format nagios': 0,
  'npsmfa check endpoints token --lab': 0,
  'npsmfa check cert.expiry --lab=certificate-expired': 1,
  'npsmfa explain -895352831': 0,
  'npsmfa explain "… request handle: -895352831 …"': 0,
  'npsmfa explain ticket.txt': 0,
  'npsmfa explain cert.expiry/expired': 0,
  'npsmfa explain cert.expiry': 0,
  'npsmfa logs security.evtx authz.evtx IN2611.log': 1,
  'npsmfa logs security.evtx --json': 1,
  'npsmfa watch IN2611.log --for 10m': 0,
  'npsmfa watch IN2611.log --user alice@contoso.com --json --for 1m': 0,
  'npsmfa radius --lab --user alice@contoso.example --yes': 0,
  'npsmfa radius --server nps1.contoso.com --user alice@contoso.com': 0,
  'npsmfa challenge --lab --user alice@contoso.example --yes': 0,
  'npsmfa challenge --user alice@contoso.com': 0,
  'npsmfa challenge --user alice@contoso.com --pfx nps.pfx --method call': 0,
  'npsmfa bundle create case.json --lab=certificate-expired': 0,
  'npsmfa bundle create case.gz --lab --keep tenant --reveal-map map.json': 0,
  'npsmfa bundle show case.json': 1,
  'npsmfa bundle show case.json --json': 1,
  'npsmfa bundle create nps1.json --lab --reveal-map map.json': 0,
  'npsmfa bundle create nps2.json --lab=key-denied --same-aliases-as map.json': 0,
  'npsmfa diff nps1.json nps2.json': 1,
  'npsmfa diff nps1.json nps2.json --all': 1,
  'npsmfa setup --lab=never-set-up --tenant contoso.example': 0,
  'npsmfa setup --tenant contoso.com --sign-in device --apply': 0,
  'npsmfa setup --renew --sign-in device --apply': 0,
  'npsmfa setup --prune --sign-in device --apply': 0,
  'npsmfa repair cert.key-acl --lab=key-unreadable': 0,
  'npsmfa repair cert.key-acl --lab=key-unreadable --apply --yes': 0,
  'npsmfa repair --resume --apply': 0,
  'npsmfa repair --undo --apply': 0,
  'npsmfa list': 0,
  'npsmfa list --json': 0,
  'npsmfa lab list': 0,
  'npsmfa lab list --json': 0,
}

/** What keeps running until Ctrl-C is ended by that. */
const untilInterrupted = [
  'npsmfa lab certificate-expired-there',
  'npsmfa lab approval-over-ms-chap --listen 127.0.0.1:18120',
  'npsmfa watch --lab',
]

/** Here, and only here, what needs a real installation is pointed at the lab. */
const pointed = ({directory, radius}: Introduction, lab: string): Readonly<Record<string, string>> => ({
  'npsmfa doctor': `npsmfa doctor --lab=${lab}`,
  'npsmfa doctor --user alice@contoso.com': `npsmfa doctor --user alice@contoso.example --lab=${lab}`,
  'npsmfa doctor --wait 5m --format junit --output npsmfa.xml': `npsmfa doctor --wait 5m --format junit --output npsmfa.xml --lab=${lab}`,
  'npsmfa doctor --format nagios': `npsmfa doctor --format nagios --lab=${lab}`,
  'npsmfa doctor --pfx nps.pfx': `npsmfa doctor --pfx nps.pfx --lab=${lab}`,
  'npsmfa doctor --ldap ldaps://dc1.contoso.com --ldap-user ops@contoso.com': `npsmfa doctor --ldap ${directory.url} --ldap-user ${directory.user} --lab=${lab}`,
  // Nobody signs in or agrees here.
  'npsmfa setup --tenant contoso.com --sign-in device --apply': `npsmfa setup --tenant contoso.example --apply --yes --lab=${lab}`,
  'npsmfa setup --renew --sign-in device --apply': `npsmfa setup --renew --apply --yes --lab=${lab}`,
  'npsmfa setup --prune --sign-in device --apply': `npsmfa setup --prune --apply --yes --lab=${lab}`,
  'npsmfa repair --resume --apply': `npsmfa repair --resume --apply --yes --lab=${lab}`,
  'npsmfa repair --undo --apply': `npsmfa repair --undo --apply --yes --lab=${lab}`,
  // Nobody waits for so long here.
  'npsmfa watch IN2611.log --for 10m': 'npsmfa watch IN2611.log --for 300ms',
  'npsmfa watch IN2611.log --user alice@contoso.com --json --for 1m':
    'npsmfa watch IN2611.log --user alice@contoso.com --json --for 300ms',
  'npsmfa radius --server nps1.contoso.com --user alice@contoso.com': `npsmfa radius --server ${radius.address} --user alice@contoso.example --yes`,
  'npsmfa challenge --user alice@contoso.com': `npsmfa challenge --user alice@contoso.example --yes --lab=${lab}`,
  'npsmfa challenge --user alice@contoso.com --pfx nps.pfx --method call': `npsmfa challenge --user alice@contoso.example --pfx nps.pfx --method call --yes --lab=${lab}`,
})

/** The lines of a help that begin with a prompt, but for the usage. */
const examplesIn = (help: string) =>
  [...help.matchAll(/^ {4}\$ (npsmfa .+)$/gm)].map(([, command]) => command!)

const helpOf = async (command: string) => {
  const {code, stdout, stderr} = await npsmfa([...command.split(' ').filter(Boolean), '--help'])
  assert.deepEqual([code, stderr], [0, ''], command)
  return stdout
}

describe('the examples of each command’s help, run as they stand', () => {
  const folder = temporaryFolder()
  let labs: LabProcess[] = []
  let elsewhere: Readonly<Record<string, string>> = {}
  let env: NodeJS.ProcessEnv = {}
  const at = (name: string) => join(folder, name)

  before(async () => {
    // Nobody is asked for a code at the second one's NPS, which a pipe could not give.
    labs = [await labProcess(), await labProcess('mfa-off')]
    const [healthy, open] = await Promise.all(labs.map((lab) => lab.introduction()))
    elsewhere = pointed({...healthy!, radius: open!.radius}, labs[0]!.address)
    const {certificate, key} = labs[0]!.state.server.certificates[0]!
    writeFileSync(at('nps.pem'), `${certificate}\n${key}`)
    const pfx = ['-export', '-in', at('nps.pem'), '-out', at('nps.pfx'), '-passout', 'pass:right']
    execFileSync('openssl', ['pkcs12', ...pfx], {stdio: 'ignore'})
    for (const [name, log] of Object.entries({security: 'security', authz: 'authz-admin'}))
      writeFileSync(at(`${name}.evtx`), writeEvtx(asEvtx(`fixtures/logs/1-certificate-expired/${log}.xml`)))
    cpSync('fixtures/logs/3-shared-secret/IN2611.log', at('IN2611.log'))
    writeFileSync(at('ticket.txt'), 'Nobody gets in since Monday, the log says AADSTS700027.\n')
    writeFileSync(at('npsmfa'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`, {mode: 0o755})
    env = {
      ...cleanEnvironment(),
      PATH: `${folder}:${process.env.PATH}`,
      NPSMFA_PFX_PASSWORD: 'right',
      NPSMFA_LDAP_PASSWORD: healthy!.directory.password,
      NPSMFA_RADIUS_SECRET: open!.radius.secret,
      NPSMFA_USER_PASSWORD: open!.radius.password,
    }
  })
  after(() => Promise.all(labs.map((lab) => lab.stop())))

  const run = (command: string, interrupt = false) =>
    new Promise<{code: number | null; stdout: string; stderr: string}>((resolve) => {
      const child = spawn('sh', ['-c', `exec ${command}`], {
        cwd: folder,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const [out, err]: [Buffer[], Buffer[]] = [[], []]
      for (const [stream, kept] of [
        [child.stdout, out],
        [child.stderr, err],
      ] as const)
        stream.on('data', (chunk: Buffer) => {
          kept.push(chunk)
          if (interrupt) child.kill('SIGINT')
        })
      child.once('close', (code) =>
        resolve({code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString()}),
      )
    })

  it('each command has some, and each of them is known here', async () => {
    const all = new Set<string>()
    for (const command of words) {
      const examples = examplesIn(await helpOf(command))
      assert.ok(examples.length > 0, `npsmfa ${command} --help has no example`)
      for (const example of examples) all.add(example)
    }
    assert.deepEqual([...all].sort(), [...Object.keys(exits), ...untilInterrupted].sort())
  })

  for (const command of words)
    it(`npsmfa ${command} --help`.replace('  ', ' '), async () => {
      // Each help stands for itself: what its examples write, they may write.
      execFileSync('sh', ['-c', 'rm -f case.* map.json nps?.json report.json'], {cwd: folder})
      if (command === 'bundle show') await run('npsmfa bundle create case.json --lab=certificate-expired')
      for (const example of examplesIn(await helpOf(command))) {
        if (untilInterrupted.includes(example)) {
          const {code, stdout, stderr} = await run(example, true)
          assert.deepEqual([code, /npsmfa (?:doctor|radius) --lab=http:/.test(stdout + stderr)], [130, true])
          continue
        }
        const {code, stdout, stderr} = await run(elsewhere[example] ?? example)
        assert.equal(code, exits[example], `${example}\n${stdout}${stderr}`)
      }
    })
})

test('help fits 80 columns, and lines that are to be copied are whole', async () => {
  for (const command of words) {
    const help = await helpOf(command)
    const wide = help.split('\n').filter((line) => [...line].length > 80)
    assert.deepEqual(wide, [], command)
    assert.doesNotMatch(help, /\\$/m)
  }
})

test('help is asked for in any way people try', async () => {
  const same = async (asked: string[], command: string) => {
    const {code, stdout, stderr} = await npsmfa(asked)
    assert.deepEqual([code, stderr], [0, ''], asked.join(' '))
    assert.equal(stdout, await helpOf(command), asked.join(' '))
  }
  for (const asked of [[], ['help'], ['-h'], ['--help', '--json'], ['help', '--help']]) await same(asked, '')
  for (const asked of [
    ['help', 'doctor'],
    ['doctor', '-h'],
    ['doctor', '--strict', '-h'],
    ['--help', 'doctor'],
  ])
    await same(asked, 'doctor')
  await same(['help', 'lab', 'list'], 'lab list')
  await same(['lab', 'certificate-expired', '--help'], 'lab')
  await same(['check', 'token', '-h'], 'check')
  const [bundle, topic] = [await npsmfa(['bundle']), await npsmfa(['help', 'bundle'])]
  assert.match(bundle.stdout, /bundle create[\s\S]*bundle show/)
  assert.deepEqual([bundle.code, bundle.stdout], [0, topic.stdout])
})

test('neither help nor the version loads any of the program', async () => {
  const preload = join(temporaryFolder(), 'cache.cjs')
  writeFileSync(preload, "process.on('exit', () => console.error(Object.keys(require.cache).length))")
  for (const asked of [
    [],
    ['--version'],
    ['--help'],
    ['doctor', '-h'],
    ['help', 'lab', 'list'],
    ['bundle'],
  ]) {
    const {stderr} = await npsmfa(asked, {node: ['--require', preload]})
    // The preload itself.
    assert.equal(stderr.trim(), '1', asked.join(' '))
  }
})

test('behind -- nothing asks for help', async () => {
  const {code, stdout} = await npsmfa(['explain', '--', '--help'])
  assert.deepEqual([code, /^Nothing in this text/.test(stdout)], [3, true])
})

/** What is typed → the sentence must contain. */
const mistyped: readonly [typed: string[], says: RegExp][] = [
  [['docter'], /\(doctor is one\).+npsmfa --help/],
  [['doc'], /\(doctor is one\)/],
  [['help', 'docter'], /\(doctor is one\)/],
  [['docter', '--help'], /\(doctor is one\)/],
  [['lgos'], /\(logs is one\)/],
  [['bundel', 'create', 'x.json'], /\(bundle create is one\)/],
  [['bundle', 'shwo', 'x.json'], /\(bundle show is one\)/],
  [['frobnicate'], /^npsmfa: There is no such command; npsmfa --help/],
  [['doctor', '--usr', 'alice@contoso.com'], /\(--user is one\); npsmfa doctor --help/],
  [['list', '--strict'], /There is no such flag; npsmfa list --help/],
  [['logs', '--jsno'], /\(--json is one\); npsmfa logs --help/],
  [['radius'], /missing: --user; npsmfa radius --help/],
  [['repair', 'cert.key-acl', '--aply'], /\(--apply is one\); npsmfa repair --help/],
  [['stup'], /\(setup is one\)/],
  [['challenge'], /missing: --user; npsmfa challenge --help/],
  [['diff', 'a.json'], /missing: B \(the bundle to compare it with\); npsmfa diff --help/],
  [['bundle', 'create'], /missing: FILE .+npsmfa bundle create --help/],
]
for (const [typed, says] of mistyped)
  test(`npsmfa ${typed.join(' ')} is answered with what was meant`, async () => {
    const {code, stdout, stderr} = await npsmfa(typed)
    assert.deepEqual([code, stdout], [2, ''])
    assert.match(stderr, /^npsmfa: [^\n]+\n$/)
    assert.match(stderr, says)
  })
