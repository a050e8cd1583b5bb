/** An element of a template, ready to be filled in. */
export interface ElementPlan {
  name: string
  /** The value without which the element is left out; `always` for none. */
  depends: number
  attributes: {name: string; parts: readonly (string | Substitution)[]}[]
  content: Part[]
  /** The value which, if it is a list, the element is repeated for; `always` for none. */
  repeats: number
}

export interface Substitution {
  /** Which value of the instance. */
  value: number
  /** An attribute whose value is null is left out. */
  optional: boolean
}

export type Part = string | Substitution | ElementPlan

/** No value has this number. */
export const always = 0xffff

export const isElement = (part: Substitution | ElementPlan): part is ElementPlan => 'content' in part
