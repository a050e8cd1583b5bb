import type {CertificateAndKey} from '../../certificates/make.ts'
import type {MemoryMachine} from '../../world/windows/memory.ts'
import {healthyEvents} from './windows/events.ts'
import {healthyIas, iasXml} from './windows/ias-xml.ts'
import {registry} from './windows/registry.ts'

const installed = '2026-03-02T09:14:00.000Z'
const systemFolder = 'C:\\Windows\\system32'
export const extensions = 'C:\\Program Files\\Microsoft\\AzureMfa\\Extensions'

const microsoft = (version: string) => ({
  bytes: 421_888,
  modifiedAt: installed,
  version,
  company: 'Microsoft Corporation',
})

/** NPS01 with the extension, as the vendor's script leaves it. */
export const healthyServer = ({certificate, key}: CertificateAndKey): MemoryMachine => ({
  identity: {
    computer: 'NPS01',
    account: 'CONTOSO\\ops',
    sid: 'S-1-5-21-1004336348-1177238915-682003330-1106',
    elevated: true,
  },
  system: {version: '10.0.20348', product: 'server', systemFolder},
  registry: registry(installed),
  certificates: [{certificate, key}],
  services: {
    IAS: {
      state: 'running',
      startType: 'automatic',
      account: 'NT AUTHORITY\\NetworkService',
      startedAt: '2026-03-02T09:21:40.000Z',
    },
  },
  files: {
    [`${extensions}\\MfaNpsAuthnExt.dll`]: microsoft('1.2.2893.1'),
    [`${extensions}\\MfaNpsAuthzExt.dll`]: microsoft('1.2.2893.1'),
    [`${systemFolder}\\vcruntime140.dll`]: microsoft('14.38.33135.0'),
    [`${systemFolder}\\msvcp140.dll`]: microsoft('14.38.33135.0'),
    [`${systemFolder}\\ias\\ias.xml`]: {
      bytes: 40_960,
      modifiedAt: installed,
      version: null,
      company: null,
      text: iasXml(healthyIas),
    },
  },
  accounts: {
    'NT AUTHORITY\\NetworkService': 'S-1-5-20',
    'NT AUTHORITY\\NETWORK SERVICE': 'S-1-5-20',
    'NT AUTHORITY\\LocalService': 'S-1-5-19',
    LocalSystem: 'S-1-5-18',
  },
  localGroups: {},
  domain: {
    name: 'ad.contoso.example',
    controller: {
      name: 'dc1.ad.contoso.example',
      domain: 'ad.contoso.example',
      site: 'Default-First-Site-Name',
    },
  },
  winHttpProxy: null,
  events: healthyEvents(),
  // Network Policy Server (MS-GPAC, audit subcategories)
  auditing: {'{0CCE9243-69AE-11D9-BED3-505054503030}': {success: true, failure: true}},
})
