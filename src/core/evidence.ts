import type {Fact} from './fact.ts'

export const whys = ['unsupported', 'not-asked', 'denied', 'timeout', 'error'] as const
/** Why a fact is not known. `denied` is a matter of permission, `error` of a look that broke. */
export type Why = (typeof whys)[number]

export interface Known<T> {
  known: true
  value: T
  /** How it was learnt, in words: "LDAP search over TLS". */
  via: string
  /** The identity that looked. */
  as: string
  /** ISO time of the answer. */
  at: string
  /** How long the look took, in milliseconds. */
  ms: number
  /** How often something that failed in passing was asked again; absent when never. */
  retries?: number
}

export interface NotKnown {
  known: false
  why: Why
  detail: string
}

/** Not looked at because another fact, `by`, is not known; `root` is why that one is not. */
export interface Blocked {
  known: false
  why: 'blocked'
  root: Why
  by: string
  detail: string
}

/** A fact's value with its provenance, or the reason why it is not known. */
export type Evidence<T = unknown> = Known<T> | NotKnown | Blocked

/** All evidence of one run, by the fact's key (see `evidenceKey`). */
export type EvidenceRecord = Record<string, Evidence>

/** A fact's value in a record; undefined where it is not known. */
export function valueIn<T>(record: EvidenceRecord, fact: Fact<T>): T | undefined {
  const evidence = record[fact.key]
  return evidence?.known ? (evidence.value as T) : undefined
}

/** Thrown by a probe to say why a fact cannot be known; anything else it throws is recorded as `error`. */
export class CannotKnow extends Error {
  readonly why: Why
  constructor(why: Why, detail: string) {
    super(detail)
    this.name = 'CannotKnow'
    this.why = why
  }
}

/** The reason behind evidence that is not known, seen through `blocked`. */
export const rootOf = (evidence: NotKnown | Blocked): Why =>
  evidence.why === 'blocked' ? evidence.root : evidence.why

/** Whether it was never looked for: this machine has no such thing, or nobody asked. */
export const unasked = (evidence: NotKnown | Blocked): boolean =>
  rootOf(evidence) === 'not-asked' || rootOf(evidence) === 'unsupported'
