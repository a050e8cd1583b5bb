import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {describe, it} from 'node:test'
import {codesPage} from '../../scripts/codes.ts'
import {adalHandles} from '../../src/catalogue/adal-handles.ts'
import {causeById, causes} from '../../src/catalogue/causes.ts'
import {extensionCodeTable, serviceResultTable} from '../../src/catalogue/codes/extension.ts'
import {eventTable, npsReasons} from '../../src/catalogue/codes/nps.ts'
import {sentences, templateTable, valueTable} from '../../src/catalogue/codes/sentences.ts'
import {tokenLibraryCode, winHttp, winHttpCode} from '../../src/catalogue/codes/token-library.ts'
import {tokenServiceCodes} from '../../src/catalogue/codes/token-service.ts'
import {bindTable} from '../../src/catalogue/codes/windows.ts'
import {extensionCodes, serviceResults} from '../../src/catalogue/extension-codes.ts'
import {checks} from '../../src/found.ts'

const codes = [
  extensionCodeTable,
  serviceResultTable,
  npsReasons,
  eventTable,
  templateTable,
  valueTable,
  bindTable,
  tokenServiceCodes,
]
  .flatMap((table) => [...table.values()])
  .concat([...adalHandles.keys()].map((handle) => tokenLibraryCode(handle)!))
  .concat(Object.keys(winHttp).map((number) => winHttpCode(Number(number))!))

describe('the catalogue', () => {
  it('is what docs/codes.md says (npm run codes)', () => {
    assert.equal(readFileSync('docs/codes.md', 'utf8'), codesPage())
  })
  it('has each cause and each code once', () => {
    assert.equal(causeById.size, causes.length)
    assert.equal(new Set(codes.map(({code}) => code)).size, codes.length)
  })
  it('names only causes that are there', () => {
    const strange = codes.flatMap((code) => code.causes.filter((id) => !causeById.has(id)))
    assert.deepEqual(strange, [])
  })
  it('confirms only by checks that are there', () => {
    const ids = new Set(checks.map(({id}) => id))
    assert.deepEqual(
      causes.flatMap(({confirm}) => confirm.filter((id) => !ids.has(id))),
      [],
    )
  })
  it('every cause can be reached: by a code, or by how people tell of it', () => {
    const coded = new Set(codes.flatMap((code) => code.causes))
    assert.deepEqual(
      causes.filter(({id, said}) => !coded.has(id) && !said).map(({id}) => id),
      [],
    )
  })
  it('every cause says what to do and who', () => {
    assert.deepEqual(
      causes.filter(({cause, do: steps}) => !/[.)]$/.test(cause) || steps.length === 0),
      [],
    )
  })
  it('sentences stand for codes that are there', () => {
    const tables = {ext: extensionCodeTable, reason: npsReasons, event: eventTable, template: templateTable}
    for (const [, target] of sentences) {
      const [table, name] = target.split(':') as [keyof typeof tables, string]
      assert.ok(tables[table].has(name), target)
    }
  })
  it('knows what the checks know of the extension and the service', () => {
    assert.deepEqual(
      [...extensionCodes.keys()].filter((name) => !extensionCodeTable.has(name)),
      [],
    )
    assert.deepEqual(
      [...serviceResults.keys()].filter((name) => !serviceResultTable.has(name)),
      [],
    )
  })
})
