import type {EvidenceRecord} from '../core/evidence.ts'
import type {Change} from '../core/report.ts'
import {certificateStore} from '../facts/certificate-store.ts'
import {extension} from '../facts/extension.ts'
import {extensionRegistry} from '../facts/extension-registry.ts'
import {npsService} from '../facts/nps-service.ts'
import {registeredDlls} from '../facts/registered-dlls.ts'
import {valueIn} from './known.ts'

const dayMs = 86_400_000
/** The first to be refused may come before the clock that tells of the change. */
const slackMs = 600_000
const most = 5

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
  ]
  return told.filter((one) => one !== null)
}

const change = (what: string, at: string | null): Change | null => (at === null ? null : {what, at})
const nameOf = (path: string) => path.slice(path.lastIndexOf('\\') + 1)
