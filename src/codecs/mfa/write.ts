import {arraysNamespace, instanceNamespace, type Operation, pairName, requestContracts} from './contracts.ts'

/** Text; nil; a list of keys and values; or members in their order. */
export type Value = string | null | {pairs: Readonly<Record<string, string>>} | {members: Members}
export type Members = readonly (readonly [name: string, value: Value])[]

/** A request with the members that are given, in the order of its contract. */
export const writeRequest = (operation: Operation, given: Readonly<Record<string, Value>>): string =>
  writeDocument(
    `${operation}Request`,
    requestContracts[operation].flatMap((name) => {
      const value = given[name]
      return value === undefined ? [] : [[name, value] as const]
    }),
  )

export const writeDocument = (name: string, members: Members): string =>
  `<${name} xmlns:i="${instanceNamespace}">${members.map(element).join('')}</${name}>`

function element([name, value]: readonly [string, Value]): string {
  if (value === null) return `<${name} i:nil="true"/>`
  if (typeof value === 'string') return `<${name}>${escaped(value)}</${name}>`
  if ('members' in value) return `<${name}>${value.members.map(element).join('')}</${name}>`
  const pairs = Object.entries(value.pairs).map(
    ([key, text]) => `<a:${pairName}>${element(['a:Key', key])}${element(['a:Value', text])}</a:${pairName}>`,
  )
  return `<${name} xmlns:a="${arraysNamespace}">${pairs.join('')}</${name}>`
}

const escapes: Readonly<Record<string, string>> = {'<': '&lt;', '>': '&gt;', '&': '&amp;', '\r': '&#13;'}
/** XML 1.0 §2.2 knows no way at all to write what is left out. */
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

const escaped = (text: string): string =>
  text.replace(unwritable, '').replace(/[<>&\r]/g, (character) => escapes[character]!)
