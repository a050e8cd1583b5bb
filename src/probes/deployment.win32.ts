import {azureMfaKey, clientAppId, targetPath} from '../catalogue/apps.ts'
import {type Cloud, cloudNames, clouds} from '../catalogue/clouds.ts'
import {CannotKnow} from '../core/evidence.ts'
import {deployment} from '../facts/deployment.ts'
import {defineProbe} from '../world/probe.ts'
import type {RegistryValue} from '../world/windows/api.ts'

/** On the server: what the extension's registry key says; a flag that was typed wins. */
export default defineProbe({
  fact: deployment,
  on: ['win32'],
  via: `registry HKLM\\${azureMfaKey}`,
  needs: {},
  look: async (_known, {asked, windows}) => {
    const values = (await windows.registry(azureMfaKey))?.values
    if (!values)
      throw new CannotKnow(
        'unsupported',
        `the registry key HKLM\\${azureMfaKey} does not exist: the extension is not installed here`,
      )
    const value = reader(values)
    const stsUrl = value('STS_URL')
    const cloud = asked.cloud ?? cloudOf(stsUrl) ?? 'public'
    return {
      tenant: asked.tenant ?? value('TENANT_ID'),
      cloud,
      stsUrl: stsUrl && URL.canParse(stsUrl) ? stsUrl : clouds[cloud].stsUrl,
      mfaHost: value('AZURE_MFA_HOSTNAME') ?? clouds[cloud].mfaHost,
      resourceHost: value('AZURE_MFA_RESOURCE_HOSTNAME') ?? clouds[cloud].resourceHost,
      targetPath: value('AZURE_MFA_TARGET_PATH') ?? targetPath,
      clientId: value('CLIENT_ID') ?? clientAppId,
      graphHost: clouds[cloud].graphHost,
      certificateIdentifier: value('CLIENT_CERT_IDENTIFIER'),
      alternateLoginIdAttribute: value('LDAP_ALTERNATE_LOGINID_ATTRIBUTE'),
      from: 'registry',
    }
  },
})

/** Empty text counts as absent; other types than text are not read by the extension. */
const reader = (values: readonly RegistryValue[]) => (name: string) => {
  const found = values.find((v) => v.name.toUpperCase() === name)?.data
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : null
}

const host = (url: string | null) => (url && URL.canParse(url) ? new URL(url).hostname : null)
const cloudOf = (stsUrl: string | null): Cloud | undefined =>
  cloudNames.find((name) => host(clouds[name].stsUrl) === host(stsUrl))
