import assert from 'node:assert/strict'
import {copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {after, describe, it} from 'node:test'
import {CannotKnow} from '../../src/core/evidence.ts'
import {loadKoffi} from '../../src/world/windows/koffi/load.ts'

const genuine = '.koffi/node_modules/@koromix/koffi-win32-x64/win32_x64/koffi.node'

describe("koffi's binary", () => {
  const folder = mkdtempSync(join(tmpdir(), 'npsmfa-load-'))
  after(() => rmSync(folder, {recursive: true}))
  const file = join(folder, 'koffi.node')
  const refused = (message: RegExp) =>
    assert.throws(
      () => loadKoffi([folder]),
      (error: unknown) => {
        assert.ok(error instanceof CannotKnow)
        assert.match(error.message, message)
        assert.ok(error.message.includes(folder), error.message)
        assert.doesNotMatch(error.message, /\n/)
        return error.why === 'error'
      },
    )

  it('is named where it is missing', () =>
    refused(/koffi\.node is missing in .*: unpack or install npsmfa again$/))
  it('is not loaded where it was altered', () => {
    const bytes = readFileSync(genuine)
    bytes[bytes.length - 1]! ^= 1
    writeFileSync(file, bytes)
    refused(/koffi\.node is not the file npsmfa was made with/)
  })
  // This system refuses a DLL as Windows does where a policy forbids it: with an error of its own.
  it('is named with the policies that may be the reason where it is not loaded', {
    skip: process.platform === 'win32',
  }, () => {
    copyFileSync(genuine, file)
    refused(/Windows does not load .*koffi\.node \(.+\).*AppLocker, App Control for Business.*antivirus/)
  })
})
