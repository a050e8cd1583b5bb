import assert from 'node:assert/strict'
import {generateKeyPairSync, randomBytes} from 'node:crypto'
import {describe, it} from 'node:test'
import {forms, Search} from './search.ts'
import {planted, seen} from './secrets.ts'

const key = generateKeyPairSync('rsa', {modulusLength: 2048}).privateKey
const pem = key.export({type: 'pkcs8', format: 'pem'}) as string
const der = key.export({type: 'pkcs8', format: 'der'})
const jwt = [{alg: 'RS256'}, {jti: 'c0ffee', aud: 'x'}, randomBytes(200).toString('hex')]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .join('.')
const secrets = [...planted, seen('key', der), seen('token', jwt)]
const search = new Search(secrets)
const noise = () => randomBytes(3_000).toString('base64')

describe('the search that the canary test relies on', () => {
  it('has fifty secrets and more, all different', () => {
    assert.ok(planted.length >= 50)
    assert.equal(new Set(planted.map(({bytes}) => bytes.toString())).size, planted.length)
  })

  it('finds nothing where nothing is', () => {
    const words = Array.from({length: 200}, noise).join('\n')
    assert.deepEqual(search.in(words), [])
    assert.deepEqual(search.in(''), [])
  })

  for (const [form, write] of Object.entries(forms))
    it(`sees every secret that is written ${form}`, () => {
      for (const {name, bytes} of secrets)
        for (const written of write(bytes)) {
          const around = Buffer.concat([
            Buffer.from(noise()),
            Buffer.from(written, 'latin1'),
            Buffer.from('!'),
          ])
          assert.ok(
            search.in(around).some(({secret}) => secret === name),
            `${name} as ${written.slice(0, 40)}`,
          )
        }
    })

  it('sees one in the middle of something that is base64 as a whole', () => {
    for (const {name, bytes} of secrets)
      for (const before of ['', 'u', 'us'])
        for (const form of ['base64', 'base64url'] as const) {
          const header = Buffer.concat([Buffer.from(`${before}:`), bytes, Buffer.from('x')]).toString(form)
          assert.ok(
            search.in(`Basic ${header}`).some(({secret}) => secret === name),
            name,
          )
        }
  })

  it('sees a part of one: the beginning, the end, the middle of a key', () => {
    for (const {name, bytes} of planted)
      for (const part of [bytes.subarray(0, 14), bytes.subarray(-14)])
        assert.ok(
          search
            .in(Buffer.concat([Buffer.from('“'), part, Buffer.from('…')]))
            .some(({secret}) => secret === name),
          name,
        )
    const [, , , line] = pem.split('\n')
    assert.deepEqual([...new Set(search.in(line!).map(({secret}) => secret))], ['key'])
  })
})
