import {azureMfaKey, clientAppId, targetPath} from '../catalogue/apps.ts'
import {type Cloud, cloudNames, clouds} from '../catalogue/clouds.ts'
import {textTypes} from '../catalogue/registry-values.ts'
import {CannotKnow} from '../core/evidence.ts'
import {deployment} from '../facts/deployment.ts'
import {type ExtensionRegistry, extensionRegistry} from '../facts/extension-registry.ts'
import {defineProbe} from '../world/probe.ts'

/** On the server: what the extension's registry key says; a flag that was typed wins. */
export default defineProbe({
  fact: deployment,
  on: ['win32'],
  via: `registry HKLM\\${azureMfaKey}`,
  needs: {registry: extensionRegistry},
  look: async ({registry}, {asked}) => {
    if (!registry.present)
      throw new CannotKnow(
        'unsupported',
        `the registry key HKLM\\${azureMfaKey} does not exist: the extension is not installed here`,
      )
    const value = reader(registry.values)
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

type Values = Extract<ExtensionRegistry, {present: true}>['values']

/** Empty text counts as absent; other types than text, and endless text, are not read by the extension. */
const reader = (values: Values) => (name: string) => {
  const found = values.find((value) => value.name === name)
  const text = found && textTypes.includes(found.type) && !found.cut ? (found.data ?? '').trim() : ''
  return text === '' ? null : text
}

const host = (url: string | null) => (url && URL.canParse(url) ? new URL(url).hostname : null)
const cloudOf = (stsUrl: string | null): Cloud | undefined =>
  cloudNames.find((name) => host(clouds[name].stsUrl) === host(stsUrl))
