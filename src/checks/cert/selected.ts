import {isAtLeast, since} from '../../catalogue/versions.ts'
import {defineCheck} from '../../core/check.ts'
import {fail, pass, unknown, warn} from '../../core/outcome.ts'
import {certificateStore} from '../../facts/certificate-store.ts'
import {extension} from '../../facts/extension.ts'
import {clientPrincipal} from '../../facts/principal.ts'
import {privateKeys} from '../../facts/private-keys.ts'
import {run} from '../../facts/run.ts'
import {type Fate, fateOf} from '../certificate-fate.ts'
import {setup} from '../setup.ts'

const hint = <const S extends readonly string[]>(...steps: S) =>
  ({do: steps, run: [listing], owner: 'server', disrupts: 'nps-restart'}) as const
const cured = <const R extends readonly string[], const S extends readonly string[]>(run: R, ...steps: S) =>
  ({...hint(...steps), run: [...run, listing]}) as const
const listing =
  'Get-ChildItem Cert:\\LocalMachine\\My | Format-List Subject, Thumbprint, NotAfter, HasPrivateKey'
const keepOne =
  'Of the certificates that match, keep only the one that is good in all ({kept}), delete the others, and restart NPS.'

export default defineCheck({
  id: 'cert.selected',
  title: 'The extension finds one good certificate',
  needs: {store: certificateStore, run},
  wants: {extension, keys: privateKeys, principal: clientPrincipal},
  after: ['extension.installed', 'registry.values', 'cert.present', 'cert.duplicates/expired'],
  outcomes: {
    one: pass('CLIENT_CERT_IDENTIFIER names exactly one certificate, {sha1}.'),
    several: pass(
      'CLIENT_CERT_IDENTIFIER names {count} certificates. Which one the extension takes is not documented, but each of them is good; the one that lasts longest, {sha1}, is looked at below.',
    ),
    'no-identifier': fail(
      'The registry value CLIENT_CERT_IDENTIFIER is missing or empty, so the extension finds no certificate: every sign-in that needs MFA fails.',
      cured(
        ['npsmfa repair cert.selected/no-identifier --apply', 'npsmfa setup --apply'],
        'If a certificate on the server is registered in the tenant, enter it as CLIENT_CERT_IDENTIFIER and restart NPS.',
        `If none is: ${setup.do}`,
      ),
    ),
    stale: fail(
      'No certificate in LocalMachine\\My is the one that CLIENT_CERT_IDENTIFIER names ({identifier}), so every sign-in that needs MFA fails. Of the extension’s there are: {others}.',
      cured(
        ['npsmfa repair cert.selected/stale --apply', 'npsmfa setup --apply'],
        'If one of those is registered in the tenant, enter it as CLIENT_CERT_IDENTIFIER and restart NPS.',
        `If none is: ${setup.do}`,
      ),
    ),
    unreadable: unknown(
      'No certificate that could be read is the one that CLIENT_CERT_IDENTIFIER names ({identifier}); {count} could not be read.',
      hint('Look for that certificate in certlm.msc, under Personal.'),
    ),
    form: fail(
      `CLIENT_CERT_IDENTIFIER is a thumbprint, which version {version} of the extension does not understand (${since.thumbprint} and newer do): it finds no certificate, and every sign-in that needs MFA fails.`,
      cured(
        ['npsmfa repair cert.selected/form --apply'],
        `Upgrade the extension to ${since.thumbprint} or newer.`,
        'Or enter the certificate’s subject, “CN=<tenant id>, OU=Microsoft NPS Extension”, and restart NPS.',
      ),
    ),
    'version-unknown': unknown(
      `CLIENT_CERT_IDENTIFIER is a thumbprint, which only version ${since.thumbprint} and newer understand; which version is installed could not be told.`,
      hint('Look up the version of MfaNpsAuthzExt.dll in the properties of the file.'),
    ),
    untidy: unknown(
      'CLIENT_CERT_IDENTIFIER holds more than the 40 digits of a thumbprint: blanks, or a hidden character that came along from the certificate’s window. Whether the extension sees past them is not documented.',
      {
        do: ['Enter the thumbprint anew, its 40 digits only, and restart NPS.'],
        run: [
          'npsmfa repair cert.selected/untidy --apply',
          'Set-ItemProperty HKLM:\\SOFTWARE\\Microsoft\\AzureMfa CLIENT_CERT_IDENTIFIER {sha1}',
          'Restart-Service IAS',
        ],
        owner: 'server',
        disrupts: 'nps-restart',
      },
    ),
    ambiguous: fail(
      'CLIENT_CERT_IDENTIFIER names {count} certificates, and which one the extension takes is not documented. It fails with these: {bad}.',
      cured(['npsmfa repair cert.selected/ambiguous --apply'], keepOne),
    ),
    'beside-expired': warn(
      'CLIENT_CERT_IDENTIFIER names {count} certificates, and which one the extension takes is not documented. Expired among them: {bad}.',
      cured(['npsmfa repair cert.selected/beside-expired --apply'], keepOne),
    ),
    undetermined: unknown(
      'CLIENT_CERT_IDENTIFIER names {count} certificates, and which one the extension takes is not documented. Not all of them could be looked at: {bad}.',
      hint('Run npsmfa as administrator of this server, so that it can look at each private key.', keepOne),
    ),
    'none-good': unknown(
      'CLIENT_CERT_IDENTIFIER names {count} certificates, and each has a fault, so it does not matter yet which one the extension takes: {bad}.',
      hint('First cure what the other checks say of the certificate {kept}, then delete the others.'),
    ),
  },
  judge({store: {identifier, candidates, unreadable}, run, extension, keys, principal}, say) {
    if (!identifier) return say('no-identifier')
    const version = extension?.version ?? null
    const byThumbprint = identifier.form === 'thumbprint'
    const understood = byThumbprint ? isAtLeast(version, since.thumbprint) : true
    if (understood === false) return say('form', {version: version ?? ''})
    const matches = candidates.filter((candidate) => candidate.matches !== null)
    const [first] = matches
    if (!first) {
      if (unreadable > 0) return say('unreadable', {identifier: identifier.text, count: unreadable})
      const others = candidates.slice(0, 5).map(({sha1, subject}) => `${sha1} (${subject})`)
      return say('stale', {identifier: identifier.text, others: others.length > 0 ? others : 'none'})
    }
    if (understood === null) return say('version-unknown')
    if (!identifier.tidy) return say('untidy', {sha1: first.sha1})
    if (matches.length === 1) return say('one', {sha1: first.sha1})

    const fates = matches.map((match) => ({
      sha1: match.sha1,
      fate: fateOf(match, {at: run.asOf, keys, principal}),
    }))
    const [best = fates[0]!] = fates.filter(({fate}) => fate === 'good')
    const listed = fates.filter(({fate}) => fate !== 'good')
    const slots = {
      count: matches.length,
      kept: best.sha1,
      bad: listed.slice(0, 5).map(({sha1, fate}) => `${sha1} (${fate})`),
    }
    const has = (...wanted: Fate[]) => fates.some(({fate}) => wanted.includes(fate))
    if (listed.length === 0) return say('several', {count: matches.length, sha1: best.sha1})
    if (!has('good', 'undetermined')) return say('none-good', slots)
    const others = listed.filter(({fate}) => fate !== 'undetermined')
    if (others.length === 0) return say('undetermined', slots)
    // Older versions read a single certificate, so an expired one may be all that they see.
    const rolls = isAtLeast(version, since.severalCertificates) !== false
    return say(rolls && others.every(({fate}) => fate === 'expired') ? 'beside-expired' : 'ambiguous', slots)
  },
})
