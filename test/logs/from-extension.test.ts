import assert from 'node:assert/strict'
import {it} from 'node:test'
import fc from 'fast-check'
import {fromExtension} from '../../src/logs/from-extension.ts'

const said = (text: string) =>
  fromExtension({
    provider: 'Microsoft-AzureMfa-AuthZ',
    id: 1,
    channel: 'Microsoft-AzureMfa-AuthZ/AuthZOptCh',
    computer: 'NPS01',
    at: 0,
    data: [{name: null, text}],
  })

/** A blank at its end says nothing, but makes a sentence another than the one that nearly all of a log consists of. */
const bySeveralPatterns = (text: string) => said(`${text} `)

it('the commonest sentence is read at one look as by the patterns for all sentences', () => {
  const name = fc.oneof(
    fc.stringMatching(/^[a-z0-9.-]{1,20}$/),
    fc.constantFrom('alice', 'for.user', 'success', 'ip-whitelist', 'with', 'a b', "o'neil", 'jürgen'),
  )
  const result = fc.constantFrom('Success', 'PhoneAppDenied', 'success')
  fc.assert(
    fc.property(name, name, result, fc.uuid(), fc.nat(3), (user, domain, result, cid, blanks) => {
      const text = `NPS Extension for Azure MFA:${' '.repeat(blanks)}CID: ${cid} :Access Accepted for user ${user}@${domain} with Azure MFA response: ${result} and message: session ${cid}`
      assert.deepEqual(said(text), bySeveralPatterns(text))
    }),
    {numRuns: 2000},
  )
})
