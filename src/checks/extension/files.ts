import {authenticationDll, authorizationDll} from '../../catalogue/extension-dlls.ts'
import {compareVersions} from '../../catalogue/versions.ts'
import {defineCheck} from '../../core/check.ts'
import {fail, pass, skip, warn} from '../../core/outcome.ts'
import {extension} from '../../facts/extension.ts'

const again = {
  do: ['Uninstall the extension, install it again, and restart NPS.'],
  run: ['Restart-Service IAS'],
  owner: 'server',
  disrupts: 'nps-restart',
} as const

export default defineCheck({
  id: 'extension.files',
  title: 'Both DLLs of the extension are there, from Microsoft and of one version',
  needs: {extension},
  after: ['registry.dlls/file-missing', 'extension.installed'],
  outcomes: {
    good: pass('{authorization} and {authentication} are from Microsoft, and both of version {version}.'),
    'not-installed': skip('The extension is not installed on this machine.'),
    missing: fail(
      '{dll} is not in {folder}, so NPS cannot load the extension whole: sign-ins that need MFA fail.',
      again,
    ),
    different: warn(
      'The DLLs of the extension are of different versions, {authorization} and {authentication}: an update that was not completed. Sign-ins may fail.',
      again,
    ),
    foreign: warn(
      '{path} does not say that it is from Microsoft (its company: {company}). Whether it asks for a second factor is not known.',
      {
        ...again,
        do: [
          'Check the file’s digital signature, and find out who put it there.',
          'Uninstall the extension, install it again from Microsoft, and restart NPS.',
        ],
        run: ['Get-AuthenticodeSignature {path}'],
      },
    ),
  },
  judge({extension: {authorization, authentication, folder}}, say) {
    if (!authorization && !authentication) return say('not-installed')
    if (!authorization || !authentication)
      return say('missing', {folder, dll: authorization ? authenticationDll : authorizationDll})
    const foreign = [authorization, authentication].find(({company}) => !/^Microsoft\b/i.test(company ?? ''))
    if (foreign) return say('foreign', {path: foreign.path, company: foreign.company ?? 'none'})
    const versions = [authorization.version ?? 'none', authentication.version ?? 'none'] as const
    if (!areEqual(...versions))
      return say('different', {authorization: versions[0], authentication: versions[1]})
    return say('good', {
      authorization: authorization.path,
      authentication: authentication.path,
      version: versions[0],
    })
  },
})

const areEqual = (a: string, b: string) => a === b || compareVersions(a, b) === 0
