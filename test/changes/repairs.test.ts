import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {repair, repairGoesOn} from '../../src/app/repair.ts'
import {azureMfaKey} from '../../src/catalogue/apps.ts'
import {authSrvKey} from '../../src/catalogue/extension-dlls.ts'
import {repairs} from '../../src/changes/repairs.ts'
import {buildLab, type LabState, startLab} from '../../src/lab/index.ts'
import {renderChanges} from '../../src/render/changes.ts'
import {apiNames} from './api-names.ts'
import {cures, file, lines, put, restarted, text} from './cures.ts'
import {differences, thumbprint, wholeState} from './whole-state.ts'

const watching = {signal: new AbortController().signal, onProgress() {}}
const yes = async () => true

/** What is new each time is named alike. */
function told(lines: readonly string[], certificates: readonly string[]): string[] {
  const named = lines.map((line) =>
    certificates
      .reduce((so, sha1, index) => so.replaceAll(sha1, `#${index + 1}`), line)
      .replace(
        /(?<=client key )[\da-f-]{36}|(?<=objectId: absent → )"[\da-f-]{36}"|(?<=until )[\d-]{10}T[\d:.]+Z/g,
        '…',
      )
      .replace(/(?<=(?:: |→ ))[\da-f]{12} (?=D:)/g, '# '),
  )
  const changed = (what: string) => named.find((line) => line.startsWith(`service IAS ${what}: `))
  return named.flatMap((line) => {
    if (!line.startsWith('service IAS startedAt: ')) return [line]
    return changed('state') ? [] : [restarted]
  })
}

/** Windows notes when a key was written to, which nothing puts back. */
const isNote = (line: string) => / written: /.test(line)

describe('each repair cures its finding and changes nothing else', {concurrency: 4}, () => {
  for (const {code, lab: scenario = 'healthy', change, becomes, stays = []} of cures)
    it(code, async () => {
      const state = await buildLab(scenario)
      await change?.(state)
      const lab = await startLab(state)
      try {
        const options = {lab: lab.address}
        const certificates = state.server.certificates.map(({certificate}) => thumbprint(certificate))
        const first = wholeState(state)
        const since = () => differences(first, wholeState(state))
        const toldSince = () =>
          told(
            since().filter((line) => !isNote(line)),
            certificates,
          ).toSorted()

        const plan = await repair(code, options, null, watching)
        assert.equal(plan.state, 'planned', plan.verdict)
        assert.equal(plan.exit, 0)
        assert.ok(plan.steps.length > 0)
        for (const {what, now, then, undo} of plan.steps)
          assert.doesNotMatch([what, now, then, undo].join('\n'), apiNames)
        assert.deepEqual(since(), [], 'a plan changes nothing')
        assert.equal(state.server.journals, undefined, 'a plan writes nothing down')

        const done = await repair(code, options, yes, watching)
        assert.equal(done.verdict, 'It was done, and works.')
        assert.deepEqual([done.state, done.exit], ['applied', 0])
        assert.deepEqual(
          done.findings.map(({check, status}) => [check, status]),
          [[code.split('/')[0], 'pass']],
        )
        assert.deepEqual(toldSince(), becomes.toSorted())
        const written = since()
          .filter(isNote)
          .map((line) => line.split(' written: ')[0])
        assert.deepEqual(
          written.filter(
            (key) => !becomes.some((line) => line.replace(/^service /, '').startsWith(`${key} `)),
          ),
          [],
          'only keys with a value that is another one were written to',
        )

        const undone = await repairGoesOn('undo', options, yes, watching)
        assert.equal(undone.state, 'undone', undone.verdict)
        const left = becomes.includes(restarted) ? [...stays, restarted] : stays
        assert.deepEqual(toldSince(), left.toSorted(), 'all else is as it was')
        assert.equal(
          undone.steps.some(({undo}) => undo.startsWith('Leave ')),
          stays.length > 0,
        )

        const [journal, ...more] = Object.values<string>(state.server.journals ?? {})
        assert.deepEqual(more, [])
        for (const secret of [/PRIVATE KEY/, new RegExp(state.adminToken), new RegExp(state.graphToken)])
          assert.doesNotMatch(journal ?? '', secret)
      } finally {
        await lab.close()
      }
    })

  it('the table has every ending that can be repaired, once', () => {
    const all = repairs.flatMap(({check, endings}) => endings.map((ending) => `${check}/${ending}`))
    assert.deepEqual(cures.map(({code}) => code).toSorted(), all.toSorted())
    assert.ok(all.length >= 20)
  })
})

interface Declined {
  code: string
  /** What it turns out to be; `code` where that is left out. */
  found?: string
  because: string
  lab?: string
  change?(state: LabState): void
  /** What the command says of it. */
  says: RegExp
}

const authz = 'C:\\Program Files\\Microsoft\\AzureMfa\\Extensions\\MfaNpsAuthzExt.dll'

const declined: readonly Declined[] = [
  {
    code: 'registry.dlls/none',
    because: 'a file of the extension is not there',
    lab: 'mfa-off',
    change: ({server}) => void delete server.files[authz],
    says: /install the extension again/,
  },
  {
    code: 'registry.dlls/authorization-missing',
    because: 'NPS would not start again, for the DLL of somebody else is gone',
    lab: 'mfa-off-authorization',
    says: /Add C:/,
  },
  {
    code: 'registry.dlls/none',
    found: 'registry.dlls/left-off',
    because: 'it is another ending by now',
    lab: 'mfa-off-by-script',
    says: /It is no longer registry\.dlls\/none, but registry\.dlls\/left-off/,
  },
  {
    code: 'registry.dlls/wrong-type',
    because: 'one text may hold several DLLs',
    change: (state) =>
      put(state, 'SYSTEM\\CurrentControlSet\\Services\\AuthSrv\\Parameters', {
        ...{name: 'AuthorizationDLLs', type: 'REG_SZ', data: `D:\\a\\First.dll;${authz}`},
      }),
    says: /a line each/,
  },
  {
    code: 'registry.dlls/unusual',
    because: 'a shortened name may be ours, or not',
    change(state) {
      lines(state, 'AuthorizationDLLs', 'C:\\PROGRA~1\\MFANPS~1.DLL')
      file(state, 'C:\\PROGRA~1\\MFANPS~1.DLL')
    },
    says: /plain full path/,
  },
  {
    code: 'registry.values/missing',
    because: 'nothing tells the tenant',
    lab: 'never-set-up',
    says: /npsmfa setup/,
  },
  {
    code: 'registry.cloud/foreign',
    because: 'whoever STS_URL names cannot be asked where the tenant lives',
    change: (state) => text(state, 'STS_URL', 'https://login.contoso.example/'),
    says: /Set STS_URL/,
  },
  {
    code: 'registry.otp-override/not-understood',
    because: 'it may mean either',
    change: (state) => text(state, 'OVERRIDE_NUMBER_MATCHING_WITH_OTP', 'maybe'),
    says: /Set it to TRUE .* or to FALSE/,
  },
  {
    code: 'registry.alternate-login-id/attribute-malformed',
    because: 'it names two',
    lab: 'alternate-login-id-two',
    says: /Set it to the name/,
  },
  {
    code: 'cert.selected/ambiguous',
    because: 'this version finds certificates by their subject only',
    lab: 'certificates-two-one-keyless+certificate-thumbprint-too-early',
    change: (state) =>
      text(state, 'CLIENT_CERT_IDENTIFIER', `CN=${state.tenant.id}, OU=Microsoft NPS Extension`),
    says: /keep only the one/,
  },
  {
    code: 'tenant.associated/not-registered',
    because: 'the certificate has no key here',
    lab: 'certificate-not-registered+certificate-keyless',
    says: /npsmfa setup/,
  },
]

describe('where a machine should not decide, a repair says what to do', {concurrency: 4}, () => {
  for (const {code, found = code, because, lab: scenario = 'healthy', change, says} of declined)
    it(`${code}: ${because}`, async () => {
      const state = await buildLab(scenario)
      change?.(state)
      const lab = await startLab(state)
      try {
        const first = wholeState(state)
        const report = await repair(code, {lab: lab.address}, yes, watching)
        assert.deepEqual([report.command, report.state, report.exit], [`repair ${found}`, 'refused', 1])
        assert.match(report.verdict, says)
        assert.deepEqual(differences(first, wholeState(state)), [])
        assert.equal(state.server.journals, undefined)
      } finally {
        await lab.close()
      }
    })
})

it('NPS is not stopped where it would not start again', async () => {
  const state = await buildLab('user-match-off')
  lines(state, 'AuthorizationDLLs', authz, 'D:\\gone\\Gone.dll')
  const lab = await startLab(state)
  try {
    const first = wholeState(state)
    const report = await repair('registry.require-user-match', {lab: lab.address}, yes, watching)
    assert.equal(report.state, 'failed')
    assert.match(report.verdict, /NPS would not start again, for it is to load D:\\gone\\Gone\.dll/)
    const left = differences(first, wholeState(state)).filter((line) => !isNote(line))
    assert.deepEqual(left, [], 'it goes on as it ran')
  } finally {
    await lab.close()
  }
})

it('what could not be put back is not overwritten', async () => {
  const state = await buildLab('healthy')
  put(state, azureMfaKey, {name: 'REQUIRE_USER_MATCH', type: 'REG_SZ', data: 'x'.repeat(70_000), cut: true})
  const lab = await startLab(state)
  try {
    const first = wholeState(state)
    const report = await repair('registry.require-user-match/unclear', {lab: lab.address}, yes, watching)
    assert.equal(report.state, 'failed')
    assert.match(report.verdict, /what REQUIRE_USER_MATCH is now could not be put back/)
    assert.deepEqual(differences(first, wholeState(state)), [])
  } finally {
    await lab.close()
  }
})

it('what somebody else lists meanwhile outlives the undo', async () => {
  const state = await buildLab('mfa-off')
  const lab = await startLab(state)
  try {
    const listed = () => state.server.registry[authSrvKey]!.values.map(({name, data}) => [name, data])
    await repair('registry.dlls', {lab: lab.address}, yes, watching)
    lines(state, 'AuthorizationDLLs', authz, 'D:\\z\\Other.dll')
    const {state: undone} = await repairGoesOn('undo', {lab: lab.address}, yes, watching)
    assert.equal(undone, 'undone')
    assert.deepEqual(listed(), [['AuthorizationDLLs', ['D:\\z\\Other.dll']]])
  } finally {
    await lab.close()
  }
})

it('what a plan shows of the registry moves no cursor, and stays a value when it is copied', async () => {
  const state = await buildLab('healthy')
  const line = "D:\\\u001b[2J\u202eO’Neil $(calc)'.dll"
  lines(state, 'AuthorizationDLLs', line)
  file(state, line)
  const lab = await startLab(state)
  try {
    const plan = await repair('registry.dlls', {lab: lab.address}, null, watching)
    const shown = renderChanges(plan, {width: 100, colour: false, plainGlyphs: false})
    assert.doesNotMatch(shown, /[\u001b\u202e]/)
    assert.ok(shown.includes("@('D:\\\\u001b[2J\\u202eO’’Neil $(calc)''.dll', 'C:\\Program Files"), shown)
  } finally {
    await lab.close()
  }
})

it('a code that has no repair is told from one that there is not', async () => {
  const asked = (code: string) => repair(code, {lab: 'healthy'}, null, watching)
  await assert.rejects(
    asked('cert.expiry/expired'),
    /There is no repair of cert\.expiry; npsmfa explain cert\.expiry/,
  )
  await assert.rejects(
    asked('cert.key-acl/refused'),
    /Of cert\.key-acl npsmfa can repair these endings: denied\./,
  )
  await assert.rejects(asked('cert.nothing'), /no check of that name; .* registry\.dlls,/)
})
