import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import fc from 'fast-check'
import {NotJson, parseStrictly} from '../../src/codecs/strict-json.ts'

describe('JSON from outside', () => {
  test('is what JSON.parse makes of it', () => {
    fc.assert(
      fc.property(fc.jsonValue({maxDepth: 8}), fc.nat(4), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        const named = /"__proto__"\s*:/.test(text)
        if (!named) assert.deepEqual(parseStrictly(text), JSON.parse(text))
      }),
    )
  })

  test('is refused, and never anything else, where it is cut, changed or none', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.string(), (text, where, put) => {
        const at = where % (text.length + 1)
        const broken = text.slice(0, at) + put + text.slice(at + 1)
        try {
          parseStrictly(broken)
        } catch (error) {
          assert.ok(error instanceof NotJson)
        }
      }),
    )
  })

  test('names no member twice, whatever strings stand around it', () => {
    const name = fc.string({unit: 'binary'}).filter((text) => text !== '__proto__')
    fc.assert(
      fc.property(
        name,
        fc.string({unit: fc.constantFrom('"', '\\', '{', ':', ',', 'a')}),
        (member, value) => {
          const [key, text] = [JSON.stringify(member), JSON.stringify(value)]
          assert.deepEqual(parseStrictly(`[${text},{${key}:${text}},{${key}:1}]`), [
            value,
            {[member]: value},
            {[member]: 1},
          ])
          assert.throws(() => parseStrictly(`[${text},{${key}:${text},${key}:1}]`), /twice/)
        },
      ),
    )
  })

  test('may have one string of 60 MB', () => {
    const long = 'x'.repeat(60_000_000)
    assert.equal((parseStrictly(JSON.stringify({long})) as {long: string}).long.length, long.length)
  })

  test('is refused where its values would take far more memory than its text', () => {
    assert.throws(() => parseStrictly(`[${'[],'.repeat(2_000_000)}[]]`), /more values/)
  })
})
