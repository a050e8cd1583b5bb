import assert from 'node:assert/strict'
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {after, before, it} from 'node:test'
import {layout} from '../../src/world/windows/koffi/layout.ts'
import {compile} from './wine/doubles.ts'
import {builds} from './wine/folders.ts'
import {type WineMachine, wineMachine} from './wine/machine.ts'
import {wineSuite} from './wine/needs.ts'

/** windows.h does not bring these by itself; sspi.h wants to know for whom. */
const headers = 'windows wincrypt ncrypt winsvc winhttp winevt dsgetdc ntsecapi sspi lm'

const structures = Object.entries(layout).map(([name, {size, ...fields}]) => ({name, size, fields}))

/** A C program that prints, as JSON, what the compiler makes of each structure and field. */
const program = `#define _WIN32_WINNT 0x0A00
#define SECURITY_WIN32
${headers
  .split(' ')
  .map((name) => `#include <${name}.h>`)
  .join('\n')}
#include <stddef.h>
#include <stdio.h>
int main(void) {
  printf("{");
${structures
  .map(
    (
      {name, fields},
      i,
    ) => `  printf("${i ? ',' : ''}\\"${name}\\":{\\"size\\":%u", (unsigned)sizeof(${name}));
${Object.keys(fields)
  .map((field) => `  printf(",\\"${field}\\":%u", (unsigned)offsetof(${name}, ${field}));`)
  .join('\n')}
  printf("}");`,
  )
  .join('\n')}
  printf("}\\n");
  return 0;
}
`

wineSuite('offsets of Windows structures', () => {
  let machine: WineMachine
  let folder: string
  before(async () => {
    machine = await wineMachine()
    mkdirSync(builds, {recursive: true})
    folder = mkdtempSync(join(builds, 'layout-'))
  })
  after(() => {
    machine?.stop()
    if (folder) rmSync(folder, {recursive: true, force: true})
  })
  it('are those of the headers of mingw-w64', async () => {
    const [source, target] = ['layout.c', 'layout.exe'].map((name) => join(folder, name))
    writeFileSync(source!, program)
    compile(['-o', target!, source!])
    const {code, stdout, stderr} = await machine.wine([target!])
    assert.equal(code, 0, stderr)
    assert.deepEqual(JSON.parse(stdout), layout)
  })
})
