import {aadsts} from '../catalogue/aadsts.ts'
import {adalHandles} from '../catalogue/adal-handles.ts'
import {extensionCodeTable, serviceResultTable} from '../catalogue/codes/extension.ts'
import {npsReasons} from '../catalogue/codes/nps.ts'
import {winHttp} from '../catalogue/codes/token-library.ts'
import {codeOf, type LogCause} from './causes/cause.ts'
import {causeOf, logCauses, type Shape} from './signals.ts'

/** The token library reports WinHTTP's numbers in this family. Source: see adal-handles.ts. */
const ofWinHttp = 0xcaa8_0000

/** Every signal that a code of the catalogue becomes. */
const signals = (): string[] => [
  ...[...npsReasons.keys()].map((reason) => `first-factor/${reason}`),
  ...[...serviceResultTable.keys()].map((name) => `result/${name}`),
  ...[...extensionCodeTable.keys()].map((name) => `extension/${name}`),
  ...[...aadsts.values()].map(({refusal}) => `token/${refusal}`),
  ...[...adalHandles.keys(), ...Object.keys(winHttp).map((number) => ofWinHttp + Number(number))].map(
    (handle) => `token/0x${(handle >>> 0).toString(16)}`,
  ),
]

/** One person, everybody, a client, and a domain: the shapes that decide between the meanings of a code. */
const shapes: readonly Shape[] = [
  {people: 1, nobodyElse: false, scope: 'user:', onGateway: false},
  {people: 9, nobodyElse: true, scope: 'all', onGateway: false},
  {people: 9, nobodyElse: true, scope: 'nas:', onGateway: true},
  {people: 9, nobodyElse: false, scope: 'domain:', onGateway: false},
]

/** Every cause that logs can name, each code once: those in words of their own, and those in the catalogue's. */
export function everyLogCause(): LogCause[] {
  const found = signals().flatMap((signal) => shapes.flatMap((shape) => causeOf(signal, shape) ?? []))
  const byCode = new Map([...found, ...Object.values(logCauses)].map((cause) => [codeOf(cause), cause]))
  return [...byCode.values()]
}
