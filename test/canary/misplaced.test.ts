import assert from 'node:assert/strict'
import {test} from 'node:test'
import {temporaryFolder} from '../support/temp.ts'
import {all, ended, leaks} from './judged.ts'
import {misplaced} from './misplaced.ts'
import {planted} from './secrets.ts'

const folder = temporaryFolder()

test('a secret in the place of anything else is not repeated: output goes into tickets', async () => {
  const came = await all(folder, misplaced())
  ended(came)
  assert.deepEqual(leaks(came, planted), [])
})
