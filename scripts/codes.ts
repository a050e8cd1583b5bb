import {writeFileSync} from 'node:fs'
import {adalHandles} from '../src/catalogue/adal-handles.ts'
import {layers} from '../src/catalogue/cause.ts'
import {causes} from '../src/catalogue/causes.ts'
import type {Code} from '../src/catalogue/code.ts'
import {extensionCodeTable, serviceResultTable} from '../src/catalogue/codes/extension.ts'
import {eventTable, npsReasons} from '../src/catalogue/codes/nps.ts'
import {templateTable} from '../src/catalogue/codes/sentences.ts'
import {tokenLibraryCode, winHttp, winHttpCode} from '../src/catalogue/codes/token-library.ts'
import {tokenServiceCodes} from '../src/catalogue/codes/token-service.ts'
import {bindTable, sspiTable} from '../src/catalogue/codes/windows.ts'
import {allOwn, type Own} from '../src/explain/all-own-codes.ts'

/** All checks, their endings and the causes in logs, for a file that `explain` reads in their place. */
export async function ownCodes(): Promise<Own> {
  const {checks, probes} = await import('../src/found.ts')
  return allOwn(checks, probes)
}

const cell = (text: string) => text.replaceAll('|', '\\|')
const link = (id: string) => `[${id}](#${id.toLowerCase()})`

const table = (title: string, codes: readonly (Code | null)[]) => [
  `## ${title}`,
  '',
  '| code | what it says | what it is not | causes, the likeliest first |',
  '|---|---|---|---|',
  ...codes
    .filter((code) => code !== null)
    .map(
      ({code, meaning, not, causes: ids}) =>
        `| \`${code}\` | ${cell(meaning)} | ${cell(not ?? '')} | ${ids.map(link).join(', ')} |`,
    ),
  '',
]

/** docs/codes.md: the catalogue for people. */
export const codesPage = (): string =>
  [
    '# Codes and causes',
    '',
    'What `npsmfa explain` knows, made from src/catalogue by scripts/codes.ts. Ids are never renumbered, retired ones stay.',
    '',
    ...layers.flatMap((layer) => [
      `## Causes: ${layer}`,
      '',
      ...causes
        .filter((cause) => cause.layer === layer)
        .flatMap(({id, cause, scope, owner, do: steps, confirm, look}) => [
          `### ${id}`,
          '',
          `${cause} Befalls ${scope === 'one' ? 'one person' : scope === 'many' ? 'many' : 'one or many'}; ${owner} acts.`,
          '',
          ...steps.map((step, i) => `${i + 1}. ${step}`),
          '',
          `Confirm: \`npsmfa check ${confirm.join(' ')}\`${look ? `; look at ${look}` : ''}`,
          '',
        ]),
    ]),
    ...table('The extension', [...extensionCodeTable.values(), ...templateTable.values()]),
    ...table('Answers of the MFA service', [...serviceResultTable.values()]),
    ...table('Token service', [...tokenServiceCodes.values()]),
    ...table('Token library (request handle)', [...adalHandles.keys()].map(tokenLibraryCode)),
    ...table(
      'WinHTTP',
      Object.keys(winHttp).map((number) => winHttpCode(Number(number))),
    ),
    ...table('Reason codes of NPS', [...npsReasons.values()]),
    ...table('Windows events', [...eventTable.values()]),
    ...table('Active Directory (data …) and Windows’ security (SSPI)', [
      ...bindTable.values(),
      ...sspiTable.values(),
    ]),
  ].join('\n')

// Committed; a test compares it with the catalogue.
if (import.meta.main) writeFileSync('docs/codes.md', codesPage())
