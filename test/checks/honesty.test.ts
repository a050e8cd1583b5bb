import assert from 'node:assert/strict'
import {globSync, readFileSync} from 'node:fs'
import {describe, it} from 'node:test'
import {replay} from '../../src/app/replay.ts'
import {type AnyCheck, factsOf} from '../../src/core/check.ts'
import type {Fact} from '../../src/core/fact.ts'
import {judge} from '../../src/core/judge.ts'
import {checks} from '../../src/found.ts'
import {machines} from '../machines.ts'

const all = machines()
const usersOf = (record: (typeof all)[number]['record']) =>
  record['run']?.known ? (record['run'].value as {users: string[]}).users : []
const endings = ({record}: (typeof all)[number]) => judge(checks, record, usersOf(record))

describe('every fixture machine ends as it says, and in no other way', () => {
  for (const machine of all) {
    it(machine.name, () => {
      const got = Object.fromEntries(endings(machine).map((j) => [j.check, j.code.split('/')[1]]))
      const healthy = Object.fromEntries(endings(all[0]!).map((j) => [j.check, j.code.split('/')[1]]))
      assert.deepEqual(got, {...healthy, ...machine.expect})
    })
  }
  it('and the healthy one passes everything', () => {
    assert.deepEqual(
      endings(all[0]!).filter((j) => j.status !== 'pass'),
      [],
    )
  })
})

describe('checks are honest', () => {
  const reached = new Set(all.flatMap((machine) => endings(machine).map((j) => j.code)))
  for (const check of checks) {
    it(`${check.id}: every ending is reached by a machine`, () => {
      const unreached = Object.keys(check.outcomes).filter((ending) => !reached.has(`${check.id}/${ending}`))
      assert.deepEqual(unreached, [])
    })
    it(`${check.id}: every declared input is read`, () => {
      assert.deepEqual(unread(check), [])
    })
    it(`${check.id}: red endings tell who must do what`, () => {
      for (const [name, {status, hint}] of Object.entries(check.outcomes)) {
        if (status === 'pass' || status === 'skip') continue
        assert.ok(hint && hint.do.length > 0, `${name} has no hint`)
      }
    })
  }
  it('their path is their id, and what they come after exists', () => {
    const paths = globSync('checks/*/*.ts', {cwd: 'src'}).map((f) =>
      f.replace(/^checks\/|\.ts$/g, '').replace('/', '.'),
    )
    assert.deepEqual(checks.map((c) => c.id).sort(), paths.sort())
    const codes = checks.flatMap((c) => Object.keys(c.outcomes).map((ending) => `${c.id}/${ending}`))
    for (const {id, after, through} of checks)
      for (const a of [...after, ...through])
        assert.ok(paths.includes(a) || codes.includes(a), `${id} comes after ${a}`)
  })
  it('judging is pure: frozen evidence, twice, the same', () => {
    for (const machine of all) {
      freeze(machine.record)
      assert.deepEqual(endings(machine), endings(machine))
    }
    for (const file of globSync('src/checks/**/*.ts')) {
      assert.doesNotMatch(
        readFileSync(file, 'utf8'),
        /\bnew Date\b|Date\.now|Math\.random|\bprocess\.|\bawait\b|\bthrow\b/,
        file,
      )
    }
  })
  it('no message keeps an unfilled slot', () => {
    for (const machine of all) {
      for (const j of endings(machine)) {
        assert.doesNotMatch(
          [j.message, ...(j.hint?.do ?? []), ...(j.hint?.run ?? [])].join(' '),
          /\{\w+\}/,
          j.code,
        )
      }
    }
  })
  it('a record survives JSON and replays to the same report', () => {
    for (const machine of all) {
      const again = JSON.parse(JSON.stringify(machine.record)) as typeof machine.record
      assert.deepEqual(replay(again), replay(machine.record))
    }
  })
})

describe('facts are honest', () => {
  const facts = new Map<string, Fact<unknown>>(checks.flatMap((c) => factsOf(c).map((f) => [f.key, f])))
  it('every value of every machine has its fact’s shape', () => {
    for (const {name, record} of all) {
      for (const [key, evidence] of Object.entries(record)) {
        const fact = facts.get(key.split(' ')[0]!)
        if (!fact || !evidence.known) continue
        const result = fact.shape['~standard'].validate(evidence.value) as {issues?: unknown}
        assert.equal(result.issues, undefined, `${name}: ${key}`)
      }
    }
  })
  it('every leaf said to hold a name exists in some machine', () => {
    for (const [key, fact] of facts) {
      const {text: _, ...kinds} = fact.identifies
      const values = all.flatMap(({record}) =>
        Object.entries(record).flatMap(([at, e]) => (at.split(' ')[0] === key && e.known ? [e.value] : [])),
      )
      for (const pointer of Object.values(kinds).flat()) {
        const path = pointer.split('/').slice(1)
        assert.ok(
          values.some((value) => leaf(value, path) !== undefined),
          `${key}${pointer}`,
        )
      }
    }
  })
})

function unread(check: AnyCheck): string[] {
  const read = new Set<string>()
  const spy: ProxyHandler<Readonly<Record<string, unknown>>> = {
    get(target, name) {
      read.add(String(name))
      return target[String(name)]
    },
    ownKeys(target) {
      for (const name of Object.keys(target)) read.add(name)
      return Reflect.ownKeys(target)
    },
  }
  const spied: AnyCheck = {...check, judge: (known, say) => check.judge(new Proxy(known, spy), say)}
  for (const {record} of all) judge([spied], record, usersOf(record))
  return Object.keys({...check.needs, ...check.anyOf, ...check.wants}).filter((name) => !read.has(name))
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return
  Object.freeze(value)
  for (const inner of Object.values(value)) freeze(inner)
}

function leaf(value: unknown, [step, ...rest]: string[]): unknown {
  if (step === undefined) return value
  if (step === '*')
    return Array.isArray(value) && value.length === 0 ? null : leaf((value as unknown[])[0], rest)
  return leaf((value as Record<string, unknown>)?.[step], rest)
}
