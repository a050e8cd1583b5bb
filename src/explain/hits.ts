import {causeById} from '../catalogue/causes.ts'
import type {Code} from '../catalogue/code.ts'
import {extensionCodeTable, serviceResultTable} from '../catalogue/codes/extension.ts'
import {eventTable, npsReasons, tellingNumbers} from '../catalogue/codes/nps.ts'
import {sentences, templateTable, valueTable} from '../catalogue/codes/sentences.ts'
import {tokenLibraryCode, winHttpCode} from '../catalogue/codes/token-library.ts'
import {tokenServiceCodes} from '../catalogue/codes/token-service.ts'
import {bindTable, sspiTable} from '../catalogue/codes/windows.ts'

const tables: Readonly<Record<string, ReadonlyMap<string, Code>>> = {
  template: templateTable,
  ext: extensionCodeTable,
  reason: npsReasons,
  event: eventTable,
}

/** Any table by the name in any case. */
const lower = (table: ReadonlyMap<string, Code>) =>
  new Map([...table].map(([name, code]) => [name.toLowerCase(), code]))
const names = new Map([...lower(extensionCodeTable), ...lower(serviceResultTable)])
const values = lower(valueTable)
/** Words of every day that are codes only where a code stands. */
const everyday = /^(?:accessdenied|internalerror|invalidformat|invalidparameter|invalidargument|smssent)$/
const mixedCase = /[a-z][A-Z]/
const afterLabel = /(?:response|code|result|error)\s{0,4}:{1,2}\s{0,4}$/i

const harmlessValue = templateTable.get('IpWhitelist')!

/** The codes that a text has, each once. A code may be broken over two lines, so the text without breaks is read too. */
export function hitsIn(text: string): Code[] {
  const joined = text.replace(/\s+/g, ' ')
  const found = new Set([
    ...tokenService(joined),
    ...tokenLibrary(joined),
    ...named(joined),
    ...reasons(joined),
    ...events(joined),
    ...spoken(joined),
    ...broken(text),
    ...windows(joined),
  ])
  if (/[\r\n]/.test(text.trim())) {
    const compact = text.replace(/[\r\n]+ {0,8}/g, '')
    for (const code of [
      ...tokenService(compact),
      ...tokenLibrary(compact),
      ...named(compact),
      ...spoken(compact),
    ])
      found.add(code)
  }
  const codes = [...found]
  const service = codes.some(({code}) => code.startsWith('AADSTS'))
  const reason = codes.some(({code}) => code.startsWith('nps.reason-'))
  for (const code of codes) {
    const named =
      code.code.startsWith('registry.') && codes.some((other) => !other.code.startsWith('registry.'))
    // The service's own number says more than the class of its answer, a reason more than its event, and a code more
    // than a value's name.
    if (
      named ||
      (reason && /^event\.627[34]$/.test(code.code)) ||
      (service && /^adal\.0xCAA[29]/.test(code.code))
    )
      found.delete(code)
  }
  // The product files the absence of its one optional value under an error.
  if (found.has(harmlessValue)) found.delete(extensionCodeTable.get('REGISTRY_CONFIG_ERROR')!)
  return [...found]
}

const known = (codes: readonly (Code | null | undefined)[]): Code[] => codes.filter((code) => code != null)
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].slice(0, 200)

const tokenService = (text: string) =>
  known([
    ...all(text, /\bAADSTS[ :_-]{0,3}(\d{5,9})\b/gi).map(([, number]) =>
      tokenServiceCodes.get(Number(number)),
    ),
    ...all(text, /^\s{0,8}["'“]?(\d{5,7})["'”]?\s{0,8}$/g).map(([, number]) =>
      tokenServiceCodes.get(Number(number)),
    ),
    ...all(text, /\b(?:error|error_codes?)\W{1,6}(\d{5,7})\b/gi).map(([, number]) =>
      tokenServiceCodes.get(Number(number)),
    ),
  ])

const tokenLibrary = (text: string) =>
  known([
    ...all(text, /(?<![\w.-])(-?\d{9,10})(?![\w-])/g).map(([, number]) => tokenLibraryCode(Number(number))),
    ...all(text, /\b(?:0x)?(CAA[0-9A-F]{5})\b/gi).map(([, digits]) =>
      tokenLibraryCode(Number.parseInt(digits!, 16)),
    ),
    ...all(text, /\b(?:0x)?8007(2[EF][0-9A-F]{2})\b/gi).map(([, digits]) =>
      winHttpCode(Number.parseInt(digits!, 16)),
    ),
    ...all(text, /\b(?:winhttp\w{0,20}|win32|error(?: code)?|code)\W{1,4}(12\d{3})\b/gi).map(([, n]) =>
      winHttpCode(Number(n)),
    ),
    ...all(text, /^\s{0,8}(12\d{3})\s{0,8}$/g).map(([, n]) => winHttpCode(Number(n))),
  ])

function named(text: string): Code[] {
  const alone = /^\W{0,3}\w{1,80}\W{0,3}$/.test(text)
  const found = all(text, /[A-Za-z]\w{3,79}/g).flatMap(({0: word, index}) => {
    const key = word.toLowerCase()
    const code = names.get(key)
    if (!code) return values.get(key) ?? []
    const certain =
      !everyday.test(key) ||
      alone ||
      mixedCase.test(word) ||
      afterLabel.test(text.slice(Math.max(0, index - 20), index))
    return certain ? code : []
  })
  const spaced = all(text, /\b([a-z]{3,12}(?:[ -][a-z0-9]{2,20}){1,4}[ -](?:error|code|warning))\b/gi).map(
    ([, words]) => names.get(words!.replace(/[ -]/g, '_').toLowerCase()),
  )
  return known([...found, ...spaced])
}

const reasons = (text: string) =>
  known(
    all(text, /\breason(?:[ -]?code)?["'”>]{0,2}\s{0,4}[:=#]?\s{0,24}(\d{1,3})\b/gi).map(([, n]) =>
      npsReasons.get(n!),
    ),
  )

function events(text: string): Code[] {
  const spelled = all(
    text,
    /\b(?:event(?:[ -]?id)?|nps(?: event)?|schannel(?: event)?|rasclient|kdc(?: event)?)\s{0,3}[:=#]?\s{0,12}(\d{1,5})\b/gi,
  )
  const bare = all(text, /(?<![\w.:-])(\d{3,5})(?![\w.:-])/g).filter(([, n]) => tellingNumbers.test(n!))
  return known([...spelled, ...bare].map(([, n]) => eventTable.get(n!)))
}

const windows = (text: string) =>
  known([
    ...all(text, /\bdata ([0-9a-f]{3})\b/gi).map(([, code]) => bindTable.get(code!.toLowerCase())),
    ...all(text, /\b(?:0x)?(8009[0-9a-f]{4})\b/gi).map(([, code]) => sspiTable.get(code!.toLowerCase())),
  ])

const spoken = (text: string) =>
  known(
    sentences.map(([pattern, target]) => {
      if (!pattern.test(text)) return null
      const [table, name] = target.split(':') as [string, string]
      return tables[table]!.get(name)
    }),
  )

/** The product writes a blank after the name; a break before that blank is a part of the name. */
const broken = (text: string): Code[] =>
  /\bfor (?:the )?user [^\s:]{1,256}(?:\r\n?|\n) {1,4}(?:::|with (?:azure|response))/i.test(text)
    ? [templateTable.get('NameBroken')!]
    : []

/** All names a text can be compared with, for the nearest one. */
export const allNames: readonly string[] = [
  ...extensionCodeTable.keys(),
  ...serviceResultTable.keys(),
  ...valueTable.keys(),
  ...[...tokenServiceCodes.values()].map(({code}) => code),
  ...causeById.keys(),
]
