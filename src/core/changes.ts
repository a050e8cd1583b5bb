import * as v from 'valibot'
import {disruptions} from './outcome.ts'
import {finding, tool} from './report.ts'

const step = v.object({
  what: v.string(),
  now: v.string(),
  then: v.string(),
  undo: v.string(),
  /** Lines of PowerShell that do the same. */
  byHand: v.array(v.string()),
  disrupts: v.picklist(disruptions),
})

/** `npsmfa.changes/1`: a plan, or what came of it; names and fields are a contract; add, never rename. */
export const changesShape = v.object({
  schema: v.literal('npsmfa.changes/1'),
  tool,
  at: v.string(),
  /** "setup", "repair registry.dlls/none" */
  command: v.string(),
  /** `failed`: something went wrong, and all was undone; `half-done`: and not all could be undone. */
  state: v.picklist(['nothing-to-do', 'refused', 'planned', 'applied', 'undone', 'failed', 'half-done']),
  exit: v.picklist([0, 1, 3]),
  /** A sentence to read out. */
  verdict: v.string(),
  steps: v.array(step),
  /** What is still to be undone. */
  left: v.array(v.string()),
  /** What else is to be known: what somebody else has changed meanwhile, and what of others was put back. */
  notes: v.array(v.string()),
  /** How the checks end afterwards; empty where nothing was changed. */
  findings: v.array(finding),
})
export type ChangesReport = v.InferOutput<typeof changesShape>
