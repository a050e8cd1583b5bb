import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import {it} from 'node:test'
import {schemas, schemaText} from '../../scripts/schemas.ts'

it('docs/schemas holds what the shapes say, and nothing else', () => {
  const made = schemas()
  assert.deepEqual(readdirSync('docs/schemas').sort(), Object.keys(made).sort())
  for (const [file, schema] of Object.entries(made))
    assert.equal(readFileSync(`docs/schemas/${file}`, 'utf8'), schemaText(schema), 'npm run schemas')
})
