import assert from 'node:assert/strict'
import {test} from 'node:test'
import {npsmfa} from '../support/doctor.ts'

async function looked(...args: string[]): Promise<string[]> {
  const {code, stdout, stderr} = await npsmfa([...args, '--json'])
  assert.deepEqual([code, stderr], [0, ''])
  return (JSON.parse(stdout).findings as {check: string}[]).map(({check}) => check)
}

const ids = async () =>
  (JSON.parse((await npsmfa(['list', '--json'])).stdout) as {id: string}[]).map(({id}) => id)
const sorted = (list: string[]) => list.toSorted()

test('check without an area looks at everything, as doctor does, and prints no help', async () => {
  const all = sorted(await ids())
  assert.deepEqual(sorted(await looked('check', '--lab')), all)
  assert.deepEqual(sorted(await looked('doctor', '--lab')), all)
})

test('check endpoints token looks at these only, wherever the areas stand', async () => {
  const wanted = sorted((await ids()).filter((id) => /^(endpoints|token)\./.test(id)))
  assert.ok(wanted.length >= 7)
  for (const args of [
    ['endpoints', 'token', '--lab'],
    ['--lab', 'endpoints', 'token'],
    ['endpoints', '--lab=healthy', 'token'],
    ['endpoints', '--lab', '--only', 'token'],
  ])
    assert.deepEqual(sorted(await looked('check', ...args)), wanted, args.join(' '))
})

test('check takes a single check’s id, and leaves out what --skip names', async () => {
  assert.deepEqual(await looked('check', 'clock.skew', '--lab'), ['clock.skew'])
  const rest = await looked('check', 'endpoints', '--skip', 'endpoints.graph', '--lab')
  assert.ok(rest.length >= 5 && rest.every((id) => /^endpoints\.(?!graph)/.test(id)))
})

/** A bare --lab, and the flag that follows it. */
const bare: string[][] = [
  ['doctor', '--lab'],
  ['doctor', '--lab', '--strict'],
  ['doctor', '--lab', '--only', 'clock'],
  ['doctor', '--strict', '--lab'],
  ['doctor', '--lab', '--user', 'alice@contoso.example'],
]
for (const args of bare)
  test(`${args.join(' ')} is about the healthy lab`, async () => {
    const {code, stdout} = await npsmfa([...args, '--json'])
    const {machine, findings} = JSON.parse(stdout)
    assert.deepEqual([code, machine.source, machine.name], [0, 'lab', 'NPS01'])
    if (args.includes('--only')) assert.equal(findings.length, 1)
  })

test('nobody waits for a stdin that stays open', async () => {
  for (const args of [
    ['check', '--lab'],
    ['lab', 'list'],
    ['list'],
    ['doctor', '--lab', '--only', 'clock'],
    ['check', '--lab', 'clock'],
  ]) {
    const {code, ms} = await npsmfa(args, {stdin: 'pipe'})
    assert.equal(code, 0, args.join(' '))
    assert.ok(ms < 10_000, `${args.join(' ')}: ${ms} ms`)
  }
})

test('what is piped in is no argument', async () => {
  for (const args of [
    ['check', '--lab', '--only', 'clock'],
    ['lab', 'list'],
  ]) {
    const {code, stderr} = await npsmfa(args, {input: 'nonsense\n'})
    assert.deepEqual([code, stderr], [0, ''], args.join(' '))
  }
  const lab = await npsmfa(['lab'], {
    input: 'nonsense\n',
    meanwhile: (child) => child.stdout?.once('data', () => child.kill('SIGINT')),
  })
  assert.match(lab.stdout, /running at/)
  assert.equal(lab.stderr, '')
})

test('the lab starts beside a stdin that stays open', async () => {
  const {stdout, stderr} = await npsmfa(['lab'], {
    stdin: 'pipe',
    meanwhile: (child) => child.stdout?.once('data', () => child.kill('SIGINT')),
  })
  assert.match(stdout, /running at/)
  assert.equal(stderr, '')
})
