import {textTypes} from '../catalogue/registry-values.ts'
import type {ExtensionRegistry} from '../facts/extension-registry.ts'

export type Values = Extract<ExtensionRegistry, {present: true}>['values']

/** What there is under a name of the product's: text, exactly as it stands, or what it is instead. */
export type Reading =
  | {is: 'text'; text: string}
  | {is: 'nothing'}
  | {is: 'other-type'; type: string}
  | {is: 'endless'}

/** A blank value counts as none. */
export function readingOf(values: Values, name: string): Reading {
  const value = values.find((candidate) => candidate.name.toUpperCase() === name)
  if (!value) return {is: 'nothing'}
  if (!textTypes.includes(value.type)) return {is: 'other-type', type: value.type}
  if (value.cut) return {is: 'endless'}
  const text = value.data ?? ''
  return text.trim() === '' ? {is: 'nothing'} : {is: 'text', text}
}

/** The text without the blanks around it; null where there is none. */
export function textOf(values: Values, name: string): string | null {
  const reading = readingOf(values, name)
  return reading.is === 'text' ? reading.text.trim() : null
}

/** What stands there in place of good text, for a sentence: “yes”, a REG_DWORD, an endless text. */
export const described = (reading: Reading): string =>
  reading.is === 'text'
    ? `“${reading.text}”`
    : reading.is === 'other-type'
      ? `a ${reading.type}`
      : reading.is === 'endless'
        ? 'an endless text'
        : 'empty'

/** The provider's path to the extension's key, for commands. */
export const keyPath = 'HKLM:\\SOFTWARE\\Microsoft\\AzureMfa'
export const restart = 'Restart-Service IAS'
