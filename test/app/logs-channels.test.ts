import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {diagnoseLogs} from '../../src/app/logs.ts'
import {buildLab} from '../../src/lab/build.ts'
import {type MemoryMachine, memoryWinApi} from '../../src/world/windows/memory.ts'

async function live(scenario: string, change: (server: MemoryMachine) => void = () => {}) {
  const {server} = await buildLab(scenario)
  change(server)
  let closed = false
  const windows = {
    api: memoryWinApi(server),
    close() {
      closed = true
    },
  }
  const report = await diagnoseLogs([], {windows})
  assert.ok(closed)
  assert.equal(report.machine.source, 'live')
  const {exit, rootCauses, findings} = report
  const causes = rootCauses.map(({code, causeId}) => `${code} ${causeId}`)
  return {report, exit, causes, first: findings[0]?.code}
}

describe('npsmfa logs reads the live channels', () => {
  it('of a healthy server, whose people mistype and whose extension remarks on what is harmless', async () => {
    const {exit, causes, report} = await live('healthy')
    assert.deepEqual([exit, causes], [0, []])
    assert.equal(report.attempts.outcomes.accepted?.count, 2)
    assert.deepEqual(
      report.sources.map(({file, error}) => [file, error]),
      [
        ['Microsoft-AzureMfa-AuthZ/AuthZAdminCh', null],
        ['Microsoft-AzureMfa-AuthZ/AuthZOptCh', null],
        ['Microsoft-AzureMfa-AuthN/AuthNOptCh', null],
        ['Security', null],
        ['System', null],
        ['Microsoft-Windows-TerminalServices-Gateway/Operational', null],
      ],
    )
    assert.deepEqual(report.sources.at(-1)?.notes, ['there is no such channel'])
  })
  for (const [scenario, ...expected] of [
    ['extension-failing', 'logs.network/mfa-service-unreachable NET_SAS_HOST'],
    ['expired-and-logged', 'logs.token/certificate-refused CERT_PAIR_MISMATCH'],
    ['secret-mismatch', 'logs.transport/secret-mismatch SHARED_SECRET_MISMATCH'],
    ['message-authenticator-missing', 'logs.transport/proxy-state-dropped MSGAUTH_HARDENING'],
    ['radius-client-unknown', 'logs.transport/client-unknown RADIUS_CLIENT_UNKNOWN'],
    ['policy-refuses', 'logs.first-factor/method-not-allowed POLICY_AUTH_METHOD'],
  ] as const)
    it(`and names the cause of ${scenario}`, async () => {
      const {exit, causes} = await live(scenario)
      assert.deepEqual([exit, causes], [1, expected])
    })
  it('and takes an invalid authenticator (event 14) for what it is as well', async () => {
    const {causes} = await live('secret-mismatch', ({events}) => {
      const system = events.System!
      system.xml = system.xml.map((xml) => xml.replace(/(<EventID[^>]*>)18</, '$114<'))
      assert.match(system.xml.join(''), />14<\/EventID>/)
    })
    assert.deepEqual(causes, ['logs.transport/secret-mismatch SHARED_SECRET_MISMATCH'])
  })
  it('and says what is over: who was let in since', async () => {
    const {report} = await live('extension-failed-earlier')
    assert.deepEqual(
      report.rootCauses.map(({causeId, over}) => [causeId, over]),
      [['SP_DISABLED', true]],
    )
  })
  it('and calls nothing healthy that it was not allowed to read', async () => {
    const {exit, first, report} = await live('not-administrator')
    assert.deepEqual([exit, first], [3, 'logs.sign-ins/partly-read'])
    assert.match(report.sources.find(({file}) => file === 'Security')?.error ?? '', /administrator|elevated/i)
  })
  it('and says that a server without any event tells nothing', async () => {
    const {exit, first, report} = await live('healthy', (server) => {
      for (const channel of Object.values(server.events)) channel.xml = []
    })
    assert.deepEqual([exit, first], [3, 'logs.sign-ins/nothing-readable'])
    assert.ok(report.sources.every(({error}) => error === null))
  })
  it('and counts what is no event, and the newest only where there are too many', async () => {
    const {report} = await live('healthy', ({events}) => {
      const security = events.Security!
      security.xml = [...security.xml, '<Event>half', ...Array.from({length: 6_000}, () => security.xml[0]!)]
    })
    const security = report.sources.find(({file}) => file === 'Security')!
    assert.deepEqual([security.records, security.unreadable], [4_999, 1])
    assert.deepEqual(security.notes, ['only its newest 5000 events were read'])
  })
})
