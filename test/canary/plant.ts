import {azureMfaKey} from '../../src/catalogue/apps.ts'
import {readerApp} from '../../src/lab/healthy/tenant.ts'
import {said} from '../../src/lab/healthy/windows/events.ts'
import type {LabState} from '../../src/lab/index.ts'
import {eventXml} from '../../src/lab/state/event.ts'
import {text} from './secrets.ts'

const internet = (sid: string) =>
  `HKEY_USERS\\${sid}\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings`
const written = '2026-03-02T09:14:00.000Z'

/** What an extension that logs too much has written. */
export const talkative = (): string =>
  `NPS Extension for Azure MFA:  CID: 7d0c9a4e-33b1-4e0b-8f36-0193b1c0a111 :Exception in Authentication Ext for User alice :: ErrorCode:: CID :7d0c9a4e-33b1-4e0b-8f36-0193b1c0a111 ESTS_TOKEN_ERROR Msg:: Verifying the client certificate failed. Authorization: Bearer ${text('logBearer')} password=${text('logPassword')} Server=sql1;User Id=nps;Password=${text('logConnection')}; Enter ERROR_CODE @ https://go.microsoft.com/fwlink/?linkid=846827 for detailed troubleshooting steps.`

/** Marks every secret of an installation. */
export function plant(state: LabState): void {
  state.graphToken = text('labGraphToken')
  state.adminToken = text('labAdminToken')
  state.directory.bind.password = state.directory.knownPassword = text('labBindPassword')
  state.radius.secret = state.radius.knownSecret = text('labRadiusSecret')
  state.secondFactor.code = text('labCode')
  state.secondFactor.afterMs = 0
  for (const {account} of state.directory.users) account.password = text('labUserPassword')
  for (const principal of state.tenant.principals)
    if (principal.appId === readerApp.appId) principal.secrets = [text('labAppSecret')]
  plantServer(state.server)
}

function plantServer(server: LabState['server']): void {
  const {registry, files, system, events} = server
  const extension = registry[azureMfaKey]!
  extension.values = [
    ...extension.values,
    {name: 'BACKUP_OF_PROXY_PASSWORD', type: 'REG_SZ', data: text('unknownRegistryValue')},
    {name: 'OLD_SECRETS', type: 'REG_MULTI_SZ', data: ['x', text('unknownRegistryList')]},
  ]
  registry['SOFTWARE\\Contoso\\Agent'] = {
    writtenAt: written,
    values: [{name: 'Password', type: 'REG_SZ', data: text('unrelatedRegistry')}],
  }
  registry[internet('S-1-5-20')] = proxySettings(`svc:${text('serviceProxy')}@proxy.contoso.example:8080`)
  registry[internet('S-1-5-18')] = proxySettings(`http=svc:${text('systemProxy')}@proxy:8080;https=p:1`)
  server.winHttpProxy = {proxy: `http://svc:${text('winHttpProxy')}@proxy.contoso.example:8080`, bypass: null}

  const ias = files[`${system.systemFolder}\\ias\\ias.xml`]!
  const leaf = (name: string, value: string) =>
    `<${name} xmlns:dt="urn:schemas-microsoft-com:datatypes" dt:dt="string">${value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</${name}>`
  ias.text = ias
    .text!.replaceAll('not-read-by-anybody', text('clientSecret'))
    .replace(
      '</Children></Root>',
      `<Accounting><Properties>${leaf('Shared_Secret', text('remoteServerSecret'))}${leaf('SQL_Connection', `Password=${text('accountingPassword')}`)}</Properties></Accounting></Children></Root>`,
    )
  const channel = 'Microsoft-AzureMfa-AuthZ/AuthZAdminCh'
  const event = {...said(channel, 3, 2, new Date(Date.now() - 3_600_000), ''), data: [talkative()]}
  events[channel]!.xml.unshift(eventXml(event, 900))
}

const proxySettings = (server: string) => ({
  writtenAt: written,
  values: [
    {name: 'ProxyEnable', type: 'REG_DWORD' as const, data: 1},
    {name: 'ProxyServer', type: 'REG_SZ' as const, data: server},
    {name: 'AutoConfigURL', type: 'REG_SZ' as const, data: `http://wpad/p.pac?key=${text('pacKey')}`},
  ],
})
