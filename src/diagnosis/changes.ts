import {type EvidenceRecord, valueIn} from '../core/evidence.ts'
import type {Fact} from '../core/fact.ts'
import type {Change} from '../core/report.ts'
import {certificateStore} from '../facts/certificate-store.ts'
import {clockChanges} from '../facts/clock-changes.ts'
import {type CredentialChanges, credentialChanges} from '../facts/credential-changes.ts'
import {extension} from '../facts/extension.ts'
import {extensionRegistry} from '../facts/extension-registry.ts'
import {installedUpdates} from '../facts/installed-updates.ts'
import {npsService} from '../facts/nps-service.ts'
import {registeredDlls} from '../facts/registered-dlls.ts'
import {schannel} from '../facts/schannel.ts'

const dayMs = 86_400_000
/** The first to be refused may come before the clock that tells of the change. */
const slackMs = 600_000
const most = 5

/** The facts that tell of changes and that no check asks for. */
export const factsOfChanges: readonly Fact<unknown>[] = [credentialChanges, installedUpdates, clockChanges]

/** What changed between the last good sign-in (else a day before) and the first that failed, the latest first. */
export function changedBefore(record: EvidenceRecord, since: number, lastGood: number | null): Change[] {
  const from = lastGood ?? since - dayMs
  return changesIn(record)
    .filter(({at}) => Date.parse(at) > from && Date.parse(at) <= since + slackMs)
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
    .slice(0, most)
}

/** Everything in the record that tells when something was changed. */
function changesIn(record: EvidenceRecord): Change[] {
  const store = valueIn(record, certificateStore)
  const registry = valueIn(record, extensionRegistry)
  const service = valueIn(record, npsService)
  const {authorization, authentication} = valueIn(record, extension) ?? {}
  const told: (Change | null)[] = [
    ...(store?.candidates ?? []).flatMap(({notBefore, notAfter}) => [
      change('a certificate of the extension was made', notBefore),
      change('a certificate of the extension ended', notAfter),
    ]),
    change('the extension’s registry key was written to', registry?.present ? registry.writtenAt : null),
    change(
      'the list of DLLs that NPS loads was written to',
      valueIn(record, registeredDlls)?.writtenAt ?? null,
    ),
    change('NPS was started', service?.present ? service.startedAt : null),
    ...[authorization, authentication].map((file) =>
      change(`${nameOf(file?.path ?? '')} was replaced`, file?.modifiedAt ?? null),
    ),
    change('TLS 1.2 was switched in the registry', valueIn(record, schannel)?.writtenAt ?? null),
    ...(valueIn(record, credentialChanges)?.changes ?? []).map(({activity, by, at}) =>
      change(`${inTenant[activity]}${by === null ? '' : ` by ${by}`}`, at),
    ),
    ...(valueIn(record, installedUpdates)?.updates ?? []).map(({title, at}) =>
      change(`Windows installed ${title}`, at),
    ),
    ...(valueIn(record, clockChanges)?.changes ?? []).map(({at}) => change('the clock was set', at)),
  ]
  return told.filter((one) => one !== null)
}

const inTenant: Readonly<Record<CredentialChanges['changes'][number]['activity'], string>> = {
  added: 'a key was added to the application in the tenant',
  removed: 'a key was removed from the application in the tenant',
  updated: 'the application was changed in the tenant',
  enabled: 'the application was enabled in the tenant',
  disabled: 'the application was disabled in the tenant',
}

const change = (what: string, at: string | null): Change | null => (at === null ? null : {what, at})
const nameOf = (path: string) => path.slice(path.lastIndexOf('\\') + 1)
