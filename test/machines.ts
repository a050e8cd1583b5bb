import {globSync, readFileSync} from 'node:fs'
import type {Evidence, EvidenceRecord} from '../src/core/evidence.ts'

/** A machine as its evidence, and the endings it must come to; every check that is not named must pass. */
export interface Machine {
  name: string
  record: EvidenceRecord
  /** What is otherwise than in the healthy machine, by JSON pointer. */
  but: Readonly<Record<string, unknown>>
  expect: Readonly<Record<string, string>>
}

interface Case {
  name: string
  but: Record<string, unknown>
  expect: Record<string, string>
}
interface File {
  for?: Record<string, string[]>
  machines: Case[]
}

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../fixtures/machines/${file}`, import.meta.url), 'utf8'))
const known = (value: unknown): Evidence => ({
  known: true,
  value,
  via: 'fixture',
  as: 'fixture',
  at: '2026-11-23T08:55:12Z',
  ms: 0,
})

const named = (pattern: string) =>
  globSync(pattern, {cwd: new URL('../fixtures/machines/', import.meta.url).pathname}).sort()

/** Every fixture machine: the healthy one, and those that are like it but for a few leaves. */
export function machines(): Machine[] {
  const cases = named('*.json').flatMap((file) => expand(read(file) as File))
  return [{name: 'healthy', but: {}, expect: {}}, ...cases].map(({name, but, expect}) => ({
    name,
    record: likeHealthy(but),
    but,
    expect,
  }))
}

/** A file may say its cases once for several names: {role} stands for each. */
function expand({for: variable, machines}: File): Case[] {
  if (!variable) return machines
  const [name, values] = Object.entries(variable)[0]!
  return values.flatMap((value) =>
    machines.map((m) => JSON.parse(JSON.stringify(m).replaceAll(`{${name}}`, value)) as Case),
  )
}

/** The evidence of a machine that is like the healthy one but for these leaves. */
export function likeHealthy(but: Readonly<Record<string, unknown>>): EvidenceRecord {
  const facts = Object.assign({}, ...named('healthy/*.json').map(read)) as Record<string, unknown>
  for (const [pointer, value] of Object.entries(but)) {
    const [last = '', ...path] = pointer.slice(1).split('/').reverse()
    const holder = path
      .reverse()
      .reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, facts)
    if (!(last in holder) && !Array.isArray(holder))
      throw new Error(`${pointer} is not in the healthy machine`)
    holder[last] = value
  }
  return Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [key, isEvidence(value) ? value : known(value)]),
  )
}

const isEvidence = (value: unknown): value is Evidence =>
  typeof value === 'object' && value !== null && 'known' in value
