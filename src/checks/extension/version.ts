import {compareVersions, isAtLeast, newest, since} from '../../catalogue/versions.ts'
import {defineCheck} from '../../core/check.ts'
import {pass, skip, unknown, warn} from '../../core/outcome.ts'
import {extension} from '../../facts/extension.ts'
import {isInstalled} from '../registered-dll.ts'

/** What people miss who have an older version, newest first. */
const gains: readonly {version: string; what: string}[] = [
  {version: since.thumbprint, what: 'choosing the certificate by its thumbprint'},
  {
    version: since.oneTimePasswordByDefault,
    what: 'one-time passwords in the place of approvals without a number',
  },
  {version: since.numberMatchingOverride, what: 'OVERRIDE_NUMBER_MATCHING_WITH_OTP'},
  {version: since.severalCertificates, what: 'several certificates, so that one can be renewed in time'},
]

/** Works in every version; approvals without a number, which people give by mistake, are less safe than intended. */
export default defineCheck({
  id: 'extension.version',
  title: 'The extension is up to date',
  needs: {extension},
  after: ['extension.installed', 'extension.files'],
  outcomes: {
    newest: pass('The extension is {version}, the newest version that npsmfa knows.'),
    newer: pass('The extension is {version}, newer than {newest}, the newest version that npsmfa knows.'),
    earlier: pass('The extension is {version}. The newest known is {newest}; it adds: {lacks}.'),
    'not-installed': skip('The extension is not installed on this machine.'),
    old: warn('The extension is {version}, and the newest known is {newest}. It lacks: {lacks}.', {
      do: [
        'Update the extension: uninstall it, install {newest} or newer (https://aka.ms/npsmfa), restart NPS.',
        'Before that decide about OVERRIDE_NUMBER_MATCHING_WITH_OTP: newer versions ask for one-time passwords, which only PAP carries, unless it is FALSE.',
      ],
      run: ['Restart-Service IAS'],
      owner: 'server',
      disrupts: 'nps-restart',
    }),
    untold: unknown(
      'The extension’s version could not be told: its DLL has none, and Windows lists none ({found}).',
      {
        do: ['Look at the properties of MfaNpsAuthzExt.dll in {folder}, or install the extension again.'],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
  },
  judge({extension}, say) {
    if (!isInstalled(extension)) return say('not-installed')
    const {version, folder} = extension
    const order = version === null ? null : compareVersions(version, newest)
    if (version === null || order === null) return say('untold', {found: version ?? 'none', folder})
    if (order === 0) return say('newest', {version})
    if (order > 0) return say('newer', {version, newest})
    const lacks = gains.filter((gain) => isAtLeast(version, gain.version) === false).map(({what}) => what)
    return isAtLeast(version, since.oneTimePasswordByDefault)
      ? say('earlier', {version, newest, lacks})
      : say('old', {version, newest, lacks})
  },
})
