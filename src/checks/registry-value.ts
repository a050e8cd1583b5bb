import {textTypes} from '../catalogue/registry-values.ts'
import type {ExtensionRegistry} from '../facts/extension-registry.ts'

export type Values = Extract<ExtensionRegistry, {present: true}>['values']

/** What there is under a name of the product's: text, exactly as it stands, or what it is instead. */
export type Reading =
  | {is: 'text'; text: string}
  | {is: 'nothing'}
  | {is: 'other-type'; type: string}
  /** Too long to be read whole, or with a NUL in it: `beginning` is how it begins. */
  | {is: 'unclear'; what: string; beginning: string}

/** A blank value counts as none. */
export function readingOf(values: Values, name: string): Reading {
  const value = values.find((candidate) => candidate.name.toUpperCase() === name)
  if (!value) return {is: 'nothing'}
  if (!textTypes.includes(value.type)) return {is: 'other-type', type: value.type}
  const text = value.data ?? ''
  const what = value.cut ? 'an endless text' : text.includes('\0') ? 'a text with a NUL in it' : null
  if (what) return {is: 'unclear', what, beginning: text.replace(/\0.*$/s, '')}
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
      : reading.is === 'unclear'
        ? reading.what
        : 'empty'

/** The provider's path to the extension's key, for commands. */
export const keyPath = 'HKLM:\\SOFTWARE\\Microsoft\\AzureMfa'
export const restart = 'Restart-Service IAS'
