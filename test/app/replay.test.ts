import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {diagnose} from '../../src/app/diagnose.ts'
import {factsByKey} from '../../src/app/facts.ts'
import {replay} from '../../src/app/replay.ts'
import {splitKey} from '../../src/core/fact.ts'

const facts = factsByKey()
const secrets = /eyJ[\w-]{10,}\.|-----BEGIN|client_assertion|Bearer /

describe('a live run and the replay of its evidence', () => {
  for (const lab of [
    'healthy',
    'client-principal-disabled',
    'certificate-not-registered',
    'proxy-authentication',
    'graph-forbidden',
    'user-upn-whitespace',
    'directory-wrong-password',
  ]) {
    it(`${lab}: the same findings, from JSON in the facts’ shapes, without secrets`, async () => {
      const {report, record} = await diagnose({lab})
      const text = JSON.stringify(record)
      const again = replay(JSON.parse(text))
      assert.deepEqual(again.findings, report.findings)
      assert.deepEqual(again.rootCauses, report.rootCauses)
      assert.deepEqual([again.exit, again.at], [report.exit, report.at])
      assert.deepEqual(again.machine, {...report.machine, source: 'bundle'})
      assert.doesNotMatch(text, secrets)
      for (const [key, evidence] of Object.entries(record)) {
        const fact = facts.get(splitKey(key).fact)
        if (!fact || !evidence.known) continue
        const result = fact.shape['~standard'].validate(evidence.value) as {issues?: unknown}
        assert.equal(result.issues, undefined, key)
      }
    })
  }
})
