import assert from 'node:assert/strict'
import {execFileSync, spawnSync} from 'node:child_process'
import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {after, describe, it} from 'node:test'
import {checks} from '../src/found.ts'
import {program} from './support/doctor.ts'
import {temporaryFolder} from './support/temp.ts'

const readme = readFileSync('README.md', 'utf8')
const guide = readFileSync('docs/adding-a-check.md', 'utf8')
/** What differs from run to run: times, durations, thumbprints. */
const steady = (text: string) =>
  text
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, 'TIME')
    .replace(/\d+ ms|(?<= · )\d+ s\b/g, 'MS')
    .replace(/127\.0\.0\.1:\d+/g, 'PORT')
    .replace(/[0-9A-F]{40}/g, 'THUMBPRINT')
    // Two labs that are made within a second have the more in common.
    .replace(/\d+ other differences in \d+ facts?/, 'SOME other differences')

describe('the README', () => {
  it('shows real output', () => {
    const [, shown = ''] = /```text\n([\s\S]*?)\n```/.exec(readme) ?? []
    const {stdout} = spawnSync(
      process.execPath,
      ['bin/run.js', 'check', 'tenant', 'token', '--lab=client-principal-disabled'],
      {encoding: 'utf8'},
    )
    assert.equal(steady(shown.trim()), steady(stdout.trim()))
  })
  it('names the flags that read no variable', () => {
    const [, named = ''] = /Every flag but\s([\s\S]*?)\salso reads `NPSMFA_<FLAG>`/.exec(readme) ?? []
    const {commands} = JSON.parse(readFileSync('oclif.manifest.json', 'utf8')) as {
      commands: Record<string, {flags: Record<string, {env?: string}>}>
    }
    const flags = Object.values(commands).flatMap((command) => Object.entries(command.flags))
    const typed = new Set(flags.flatMap(([name, {env}]) => (env ? [] : [name])))
    assert.deepEqual([...named.matchAll(/`--([\w-]+)`/g)].map(([, name]) => name).sort(), [...typed].sort())
  })
  it('shows what explain really says', () => {
    const shown = [...readme.matchAll(/```text\n([\s\S]*?)\n```/g)][1]?.[1] ?? ''
    const {stdout} = spawnSync(process.execPath, ['bin/run.js', 'explain', '-895352831'], {encoding: 'utf8'})
    assert.equal(shown.trim(), stdout.trim())
  })
  it('shows what logs really says', () => {
    const shown = [...readme.matchAll(/```text\n([\s\S]*?)\n```/g)][2]?.[1] ?? ''
    const files = ['authz-admin', 'security'].map((name) => `fixtures/logs/1-certificate-expired/${name}.xml`)
    const {stdout} = spawnSync(process.execPath, ['bin/run.js', 'logs', ...files], {encoding: 'utf8'})
    assert.equal(steady(shown.trim()), steady(stdout.trim()))
  })
  it('shows what diff really says', () => {
    const shown = [...readme.matchAll(/```text\n([\s\S]*?)\n```/g)][3]?.[1] ?? ''
    const folder = temporaryFolder()
    const npsmfa = (...args: string[]) =>
      spawnSync(process.execPath, [program, ...args], {encoding: 'utf8', cwd: folder}).stdout
    npsmfa('bundle', 'create', 'nps1.json', '--lab', '--keep', 'all')
    npsmfa('bundle', 'create', 'nps2.json', '--lab=key-denied', '--keep', 'all')
    assert.equal(steady(shown.trim()), steady(npsmfa('diff', 'nps1.json', 'nps2.json').trim()))
  })
  it('shows what radius really says', () => {
    const shown = [...readme.matchAll(/```text\n([\s\S]*?)\n```/g)][4]?.[1] ?? ''
    const args = ['--user', 'alice@contoso.example', '--yes', '--timeout', '2s']
    const {stdout} = spawnSync(
      process.execPath,
      ['bin/run.js', 'radius', '--lab=certificate-expired', ...args],
      {encoding: 'utf8'},
    )
    assert.equal(steady(shown.trim()), steady(stdout.trim()))
  })
  it('shows what challenge really says', () => {
    const shown = [...readme.matchAll(/```text\n([\s\S]*?)\n```/g)][5]?.[1] ?? ''
    const {stdout} = spawnSync(
      process.execPath,
      ['bin/run.js', 'challenge', '--lab=user-denies', '--user', 'alice@contoso.example', '--yes'],
      {encoding: 'utf8'},
    )
    const waiting = (text: string) => steady(text.trim()).replace(/\b\d s, /, 'SECONDS, ')
    assert.equal(waiting(shown), waiting(stdout))
  })
  it('shows what repair really says', () => {
    const [, shown = ''] = /## Set up[\s\S]*?```text\n([\s\S]*?)\n```/.exec(readme) ?? []
    const {stdout} = spawnSync(
      process.execPath,
      ['bin/run.js', 'repair', 'cert.key-acl', '--lab=key-unreadable'],
      {encoding: 'utf8'},
    )
    assert.equal(steady(shown.trim()), steady(stdout.trim()))
  })
  it('lists every check with its title', () => {
    const rows = [...readme.matchAll(/^\| `([a-z-]+\.[a-z-]+)` \| (.+) \|$/gm)].map(
      ([, id, title]) => `${id} ${title}`,
    )
    assert.deepEqual(rows.sort(), checks.map(({id, title}) => `${id} ${title}`).sort())
  })
  it('names only commands and scripts that exist', () => {
    const {scripts} = JSON.parse(readFileSync('package.json', 'utf8')) as {scripts: Record<string, string>}
    for (const [, script = ''] of readme.matchAll(/npm run ([\w:]+)/g)) assert.ok(script in scripts, script)
    const help = [
      '',
      'doctor',
      'watch',
      'radius',
      'challenge',
      'lab',
      'bundle create',
      'diff',
      'setup',
      'repair',
    ]
      .map((command) =>
        execFileSync(process.execPath, ['bin/run.js', ...command.split(' ').filter(Boolean), '--help'], {
          encoding: 'utf8',
        }),
      )
      .join()
    for (const [flag] of readme.matchAll(/--[a-z][a-z-]+/g)) assert.ok(help.includes(flag), flag)
  })
})

describe('docs/adding-a-check.md', () => {
  const folder = 'src/checks/tmp-of-readme-test'
  after(() => rmSync(folder, {recursive: true, force: true}))
  it('shows a check that compiles and ends as its fixture says', async () => {
    const [, source = ''] = /```ts\n([\s\S]*?)```/.exec(guide) ?? []
    mkdirSync(folder, {recursive: true})
    writeFileSync(`${folder}/enabled.ts`, source)
    const types = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit'], {
      encoding: 'utf8',
    })
    assert.equal(types.stdout, '')
    const {default: check} = (await import(`../${folder}/enabled.ts`)) as {default: (typeof checks)[number]}
    const judged = (accountEnabled: boolean) =>
      check.judge({user: 'a@b', found: {present: true, accountEnabled}}, (ending, slots = {}) => ({
        ending,
        slots,
      })).ending
    assert.deepEqual([judged(true), judged(false)], ['enabled', 'disabled'])
  })
})
