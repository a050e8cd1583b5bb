import * as v from 'valibot'

/** JSON, as a journal keeps it. */
export type Json = null | boolean | number | string | readonly Json[] | {readonly [name: string]: Json}
const json = v.custom<Json>((value) => value !== undefined)

export const stepStates = ['planned', 'begun', 'done', 'undoing', 'undone'] as const

const step = v.object({
  /** Unique in the run; what later steps call it by. */
  name: v.string(),
  /** The change that it is of. */
  kind: v.string(),
  args: json,
  state: v.picklist(stepStates),
  /** What was found before it began; null until then. */
  before: json,
  /** What it has come to; null until it is done. */
  made: json,
})

/** `npsmfa.journal/1`: what a run that changes something has done so far; without secrets. */
export const journalShape = v.object({
  schema: v.literal('npsmfa.journal/1'),
  /** Of the file. */
  name: v.string(),
  /** "setup", "repair registry.dlls/not-registered" */
  command: v.string(),
  /** ISO: when it began. */
  at: v.string(),
  state: v.picklist(['applying', 'applied', 'undoing', 'undone']),
  steps: v.array(step),
})
export type Journal = v.InferOutput<typeof journalShape>
export type JournalStep = v.InferOutput<typeof step>

/** Null for what is no journal of this version. */
export function readJournal(text: string): Journal | null {
  try {
    const read = v.safeParse(journalShape, JSON.parse(text))
    return read.success ? read.output : null
  } catch {
    return null
  }
}

/** A run that was neither finished nor undone. */
export const isOpen = ({state}: Journal): boolean => state === 'applying' || state === 'undoing'
