import assert from 'node:assert/strict'
import {globSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, it} from 'node:test'
import {npsmfa} from '../support/doctor.ts'
import {eventXml, extensionXml, securityXml} from '../support/event-text.ts'
import {logs} from '../support/logs.ts'
import {temporaryFolder} from '../support/temp.ts'

const folder = temporaryFolder()
const kept = (name: string, ...events: string[]) => {
  const file = join(folder, `${name}.xml`)
  writeFileSync(file, events.join(''))
  return file
}
const at = '2026-11-23T08:00:00.000Z'
const quietDay = globSync('fixtures/logs/quiet-day/*')

const harmless = [
  extensionXml(
    at,
    'Exception in Authentication Ext for User jin :: ErrorCode:: REGISTRY_CONFIG_ERROR Msg:: Neither registry entry nor default value for key: IP_WHITELIST found',
    'Admin',
  ),
  extensionXml(
    at,
    'Radius request is missing NAS Identifier and NasIpAddress attribute.This is not an error',
  ),
]
const logon = eventXml({
  provider: 'Microsoft-Windows-Security-Auditing',
  id: 4624,
  at,
  channel: 'Security',
  data: {TargetUserName: 'alice'},
})
const gatewayRefused = eventXml({
  provider: 'Microsoft-Windows-TerminalServices-Gateway',
  id: 201,
  at,
  channel: 'Microsoft-Windows-TerminalServices-Gateway/Operational',
  data: {Username: 'CONTOSO\\alice', ErrorCode: '23003'},
})
const vpnFailed = eventXml({
  provider: 'RasClient',
  id: 20221,
  at,
  channel: 'Application',
  data: 'CoId={1}: The user alice dialed a connection named Office which has failed. The error code returned on failure is 691.',
})
const stillAsking = extensionXml(
  at,
  'NPS Extension for Azure MFA only performs Secondary Auth for Radius requests in AccessAccept State. Request received for User alice with response state AccessChallenge, ignoring request.',
)

describe('npsmfa logs calls nothing healthy that it has not seen work', () => {
  for (const [what, ending, files] of [
    ['a Security log without events of NPS', 'none-told', [kept('logon', logon)]],
    ['harmless lines alone', 'only-harmless', [kept('harmless', ...harmless)]],
    ['refusals of an RD Gateway alone', 'refused-elsewhere', [kept('gateway', gatewayRefused)]],
    ['failures of a VPN client alone', 'refused-elsewhere', [kept('client', vpnFailed)]],
    ['a sign-in of which no end is told', 'no-end-told', [kept('asking', stillAsking)]],
    ['a quiet day with a file that is not there', 'partly-read', [...quietDay, join(folder, 'none.xml')]],
  ] as const)
    it(what, async () => {
      const {code, report} = await logs(files)
      assert.deepEqual([code, report.status, report.rootCauses], [3, 'undetermined', []])
      const [first] = report.findings
      assert.deepEqual([first?.status, first?.code], ['unknown', `logs.sign-ins/${ending}`])
      const {stdout} = await npsmfa(['logs', ...files])
      for (const step of first?.hint.do ?? []) assert.ok(stdout.replace(/\s+/g, ' ').includes(step), step)
    })
  it('and says which logs to add, and how NPS is audited', async () => {
    const {stdout} = await npsmfa(['logs', kept('harmless', ...harmless)])
    assert.match(stdout, /No fault is visible in this log/)
    assert.match(stdout, /wevtutil epl Security/)
    assert.match(stdout, /AuthZOptCh.+AuthZAdminCh/s)
    assert.match(stdout, /> auditpol \/set \/subcategory:"\{0CCE9243/)
  })
  it('but asks for no log that has spoken', async () => {
    const {report} = await logs([kept('asking', stillAsking)])
    assert.doesNotMatch(JSON.stringify(report.findings[0]), /Add the extension/)
  })
  it('nor for a fault that harmless lines stand beside', async () => {
    const {code, report} = await logs([kept('tom', ...harmless, securityXml(at, 6273, 'tom', {reason: 48}))])
    assert.deepEqual([code, report.rootCauses[0]?.causeId], [1, 'POLICY_NO_MATCH'])
  })
  it('and a layer that nothing was told of is not called in order', async () => {
    const {report} = await logs([kept('harmless', ...harmless)])
    assert.deepEqual(
      report.findings.filter(({status}) => status === 'pass'),
      [],
    )
  })
})
