import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {diagnose} from '../../src/app/diagnose.ts'
import type {Report} from '../../src/core/report.ts'
import {besideLab} from '../support/lab-process.ts'

const ended = ({findings}: Report, check: string) => {
  const found = findings.find((finding) => finding.check === check)
  return [found?.code, ...(found?.because ?? [])]
}

/** What of the faults of an installation is seen over RADIUS, and which cause explains it. */
const seen: readonly (readonly [scenario: string, check: string, ...ends: string[]])[] = [
  ['healthy', 'radius.answers', 'radius.answers/answers'],
  ['certificate-expired', 'radius.answers', 'radius.answers/answers'],
  ['nps-stopped', 'radius.answers', 'radius.answers/closed', 'service.running/refuses'],
  ['dll-deleted', 'radius.answers', 'radius.answers/closed', 'registry.dlls/file-missing'],
  ['no-radius-clients', 'radius.answers', 'radius.answers/silence', 'radius.clients/none'],
  ['radius-client-disabled', 'radius.answers', 'radius.answers/silence', 'radius.clients/disabled'],
  ['secret-mismatch', 'radius.answers', 'radius.answers/silence', 'logs.transport/secret-mismatch'],
  ['radius-client-unknown', 'radius.answers', 'radius.answers/silence', 'logs.transport/client-unknown'],
  ['radius-secret-differs', 'radius.answers', 'radius.answers/unproven', 'radius.secret/differs'],
  ['radius-secret-differs', 'radius.secret', 'radius.secret/differs'],
  [
    'message-authenticator-not-required',
    ...(['radius.message-authenticator', 'radius.message-authenticator/unsigned-requests'] as const),
    'radius.hardening/exposed',
  ],
]

describe('what a RADIUS server shows of an installation folds under its cause', {concurrency: 4}, () => {
  for (const [scenario, check, ...ends] of seen)
    it(`${scenario}: ${ends.join(' because of ')}`, async () => {
      const {report} = await diagnose({lab: scenario})
      assert.deepEqual(ended(report, check), ends)
    })
  it('NPS that cannot load the extension answers nobody', () =>
    besideLab(
      async ({address}) => {
        const {report} = await diagnose({lab: address})
        assert.deepEqual(ended(report, 'radius.answers'), [
          'radius.answers/silence',
          'registry.dlls/file-missing',
        ])
        assert.equal(report.rootCauses[0]?.code, 'registry.dlls/file-missing')
      },
      ({server}) => Object.assign(server.services.IAS!, {state: 'running'}),
      'dll-deleted',
    ))
})

it('without a sign-in, what only one can tell is skipped, and the command for one is named', async () => {
  const {report, record} = await diagnose({lab: 'healthy', only: ['radius']})
  for (const check of ['radius.first-factor', 'radius.mfa', 'radius.attributes-after-challenge']) {
    const found = report.findings.find((finding) => finding.check === check)
    assert.equal(found?.status, 'skip')
    assert.match(found.message, /npsmfa radius --user UPN/)
  }
  assert.ok(!JSON.stringify(record).includes('Sh4red!Lab'))
})
