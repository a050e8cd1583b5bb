import * as v from 'valibot'
import {whys} from '../core/evidence.ts'
import {reportShapes} from '../core/report.ts'

const why = v.picklist(whys)
const detail = v.string()

/** A fact's value with its provenance, or why it is not known. The value is held against the fact's own shape when it is replayed. */
const evidence = v.variant('known', [
  v.object({
    known: v.literal(true),
    value: v.unknown(),
    via: v.string(),
    as: v.string(),
    at: v.string(),
    ms: v.number(),
    retries: v.exactOptional(v.number()),
  }),
  v.variant('why', [
    v.object({known: v.literal(false), why, detail}),
    v.object({known: v.literal(false), why: v.literal('blocked'), root: why, by: v.string(), detail}),
  ]),
])

const hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

/** `npsmfa.bundle/1`: names and fields are a contract; add, never rename. */
export const bundleShape = v.object({
  schema: v.literal('npsmfa.bundle/1'),
  tool: v.object({name: v.literal('npsmfa'), version: v.string(), node: v.string()}),
  /** Null: everything is in clear. */
  pseudonyms: v.nullable(
    v.object({
      /** Bundles with the same id give the same alias to the same value. */
      keyId: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
      /** Kinds that were left in clear. */
      kept: v.array(v.string()),
      /** How many different values of each kind were replaced. */
      replaced: v.array(v.object({kind: v.string(), count: v.pipe(v.number(), v.integer(), v.minValue(1))})),
    }),
  ),
  /** All that was looked at, by the fact's key and, for a user's fact, the user. */
  evidence: v.record(v.string(), evidence),
  report: reportShapes.report,
  /** SHA-256 of all the rest in the canonical form of RFC 8785. */
  digest: hex,
})
export type Bundle = v.InferOutput<typeof bundleShape>
