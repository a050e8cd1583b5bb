import {join} from 'node:path'
import {after} from 'node:test'
import {testInside} from './wine/inside.ts'
import {wineMachine} from './wine/machine.ts'
import {wineSuite} from './wine/needs.ts'

wineSuite('certificates and keys of Windows', async () => {
  const machine = await wineMachine()
  after(() => machine.stop())
  await testInside(machine, join(import.meta.dirname, 'keys.inside.ts'), {timeoutMs: 90_000})
})
