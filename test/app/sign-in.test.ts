import assert from 'node:assert/strict'
import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {delimiter, join} from 'node:path'
import {after, describe, it} from 'node:test'
import {diagnose} from '../../src/app/diagnose.ts'
import {CannotKnow} from '../../src/core/evidence.ts'
import {readerApp} from '../../src/lab/healthy/tenant.ts'
import {azureCliToken} from '../../src/world/entra/azure-cli.ts'
import type {SignIn} from '../../src/world/entra/sign-in.ts'

const entraUser = async (signIn: SignIn) => {
  const {report} = await diagnose({lab: 'healthy', only: ['user.in-entra'], signIn})
  return report.findings[0]!
}

describe('signing in to Graph', () => {
  it('as an application with its secret', async () => {
    assert.equal((await entraUser({way: 'app', ...readerApp})).code, 'user.in-entra/found')
  })
  it('as an application with a wrong secret: unknown, with the token service’s words and not the secret', async () => {
    const finding = await entraUser({way: 'app', appId: readerApp.appId, secret: 'wrong-CANARY'})
    assert.equal(finding.code, 'user.in-entra/unknown')
    assert.match(finding.message, /AADSTS7000215/)
    assert.doesNotMatch(finding.message, /CANARY/)
  })
  it('as a person with a device code, whose message is shown', async () => {
    let shown = ''
    const device: SignIn = {
      way: 'device',
      appId: '14d82eec-204b-4c2f-b7e8-296a70dab67e',
      show: (text) => (shown = text),
    }
    assert.equal((await entraUser(device)).code, 'user.in-entra/found')
    assert.match(shown, /code/)
  })
  it('as a person who did not sign in: unknown, with the reason, and the run goes on', async () => {
    const reason = new CannotKnow('denied', 'Sign-in to Microsoft Graph failed for the person: declined')
    const finding = await entraUser({way: 'refused', reason})
    assert.equal(finding.code, 'user.in-entra/unknown')
    assert.match(finding.message, /declined/)
  })
  it('with a token that Graph does not take: unknown, naming the permission', async () => {
    const finding = await entraUser({way: 'token', token: 'nonsense'})
    assert.equal(finding.code, 'user.in-entra/unknown')
    assert.match(finding.message, /did not accept the token.*User\.Read\.All/)
  })
})

describe('the Azure CLI’s token', () => {
  const folder = mkdtempSync(join(tmpdir(), 'npsmfa-az-'))
  const path = process.env.PATH
  after(() => {
    process.env.PATH = path
    rmSync(folder, {recursive: true})
  })
  const withAz = (script: string | null) => {
    process.env.PATH = script === null ? folder : [folder, path].join(delimiter)
    rmSync(join(folder, 'az'), {force: true})
    if (script !== null) writeFileSync(join(folder, 'az'), `#!/bin/sh\n${script}\n`)
    if (script !== null) chmodSync(join(folder, 'az'), 0o755)
    return azureCliToken('graph.microsoft.com', AbortSignal.timeout(5000))
  }
  const skip = process.platform === 'win32' && 'needs a shell script'
  it('is what az prints for Graph', {skip}, async () => {
    assert.equal(
      await withAz('[ "$4" = https://graph.microsoft.com ] && echo \'{"accessToken":"abc"}\''),
      'abc',
    )
  })
  it('is unknown where az is absent, prints nothing with exit 0, or is not signed in', {skip}, async () => {
    await assert.rejects(withAz(null), {why: 'error', message: /not installed/})
    await assert.rejects(withAz('exit 0'), {why: 'denied', message: /printed no token/})
    await assert.rejects(withAz('echo "ERROR: Please run az login" >&2; exit 1'), {
      why: 'denied',
      message: /Please run az login/,
    })
  })
})
