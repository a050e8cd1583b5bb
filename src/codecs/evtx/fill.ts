import type {XmlElement} from '../xml.ts'
import type {Budget} from './budget.ts'
import {always, type ElementPlan, isElement, type Substitution} from './plan.ts'
import type {Values} from './values.ts'

/** What an instance of a template is filled with. */
export interface Filling {
  values: Values | null
  budget: Budget
  /** The elements of a value that is binary XML. */
  nested: (start: number, end: number) => readonly XmlElement[]
}

/** The element with its values; null where the value is null that it depends on. */
export function fill(plan: ElementPlan, filling: Filling, item: string | null = null): XmlElement | null {
  const {values, budget} = filling
  budget.step()
  if (plan.depends !== always && (values?.isNull(plan.depends) ?? true)) return null
  const attributes: Record<string, string> = {}
  for (const {name, parts} of plan.attributes) {
    const value = attributeOf(parts, filling)
    if (value !== null) attributes[name] = value
  }
  const children: XmlElement[] = []
  let text = ''
  for (const part of plan.content) {
    if (typeof part === 'string') text += budget.text(part)
    else if (isElement(part)) addElement(children, part, filling)
    else text += item ?? addValue(children, part, filling)
  }
  return {name: plan.name, attributes, children, text}
}

/** Adds an element once, or once for each member of the list that it holds. */
function addElement(children: XmlElement[], plan: ElementPlan, filling: Filling): void {
  const items = filling.values?.isList(plan.repeats) ? filling.values.items(plan.repeats) : []
  for (const item of items.length === 0 ? [null] : items) {
    const element = fill(plan, filling, item && filling.budget.text(item))
    if (element) children.push(element)
  }
}

/** Adds what elements a value is; answers what text it is. */
function addValue(children: XmlElement[], {value}: Substitution, {values, budget, nested}: Filling): string {
  const within = values?.binaryXml(value)
  if (!within) return budget.text(values?.text(value) ?? '')
  children.push(...nested(within.start, within.end))
  return ''
}

function attributeOf(parts: readonly (string | Substitution)[], {values, budget}: Filling): string | null {
  let text = ''
  for (const part of parts) {
    budget.step()
    if (typeof part === 'string') text += part
    else if (part.optional && (values?.isNull(part.value) ?? true)) return null
    else text += values?.text(part.value) ?? ''
  }
  return budget.text(text)
}
