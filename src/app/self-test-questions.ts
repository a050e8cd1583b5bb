import {X509Certificate} from 'node:crypto'
import type {StoreCertificate, WinApi} from '../world/windows/api.ts'

/** One line of the acceptance test; `id` is its number in docs/windows-acceptance.md. */
export interface Question {
  id: string
  asks: string
  /** What is seen, in words without names. */
  look(api: WinApi): Promise<string>
}

const services = 'SYSTEM\\CurrentControlSet\\Services'
const nps = 'Network Policy Server (IAS)'
// MS-GPAC, audit subcategories
const auditNps = '{0CCE9243-69AE-11D9-BED3-505054503030}'
const unit = /^OU=Microsoft NPS Extension$/im

async function extensionCertificates(api: WinApi): Promise<StoreCertificate[]> {
  const ofExtension = ({certificate}: StoreCertificate) => {
    try {
      return unit.test(new X509Certificate(certificate).subject)
    } catch {
      return false
    }
  }
  return (await api.certificates()).filter(ofExtension)
}

const each = async <T>(items: readonly T[], word: (item: T) => Promise<string>) =>
  items.length === 0 ? 'none' : (await Promise.all(items.map(word))).join('; ')

const withKey = (api: WinApi, word: (certificate: StoreCertificate) => Promise<string>) =>
  extensionCertificates(api).then((all) =>
    each(
      all.filter(({key}) => key),
      word,
    ),
  )

const xmlOf = async (api: WinApi, channel: string) => {
  const events = await api.events({channel, xpath: '*', limit: 1})
  return `${channel}: ${events === null ? 'no such channel' : `${events.length} event`}`
}

export const questions: readonly Question[] = [
  {id: 'A1', asks: 'Windows', look: async (api) => Object.values(await api.system()).join(', ')},
  {
    id: 'A2',
    asks: 'elevated',
    look: async (api) => {
      const {sid, elevated} = await api.identity()
      return `${elevated ? 'yes' : 'no'}, ${sid.startsWith('S-1-5-21-') ? 'an account' : sid}`
    },
  },
  {
    id: 'B1',
    asks: 'where the extension’s keys are',
    look: async (api) =>
      each(await extensionCertificates(api), async ({key}) =>
        key
          ? `${key.provider}, type ${key.providerType}, spec ${key.keySpec}, machine ${key.machine}`
          : 'no key',
      ),
  },
  {
    id: 'B2',
    asks: 'how the keys open',
    look: (api) =>
      withKey(api, async ({thumbprint}) => {
        const key = await api.privateKey(thumbprint)
        return key ? `${key.api}, ${key.provider}, exportable ${key.exportable}` : 'no key'
      }),
  },
  {
    id: 'B3',
    asks: 'who may use the keys',
    look: (api) =>
      withKey(api, async ({thumbprint}) => (await api.privateKey(thumbprint))?.sddl ?? 'nothing is told'),
  },
  {
    id: 'B4',
    asks: 'signing with the keys',
    look: (api) =>
      withKey(api, async ({thumbprint}) => {
        const signature = await api.sign(thumbprint, Buffer.from('npsmfa'))
        return `${signature.length * 8} bits, verified`
      }),
  },
  {
    id: 'C1',
    asks: nps,
    look: async (api) => {
      const found = await api.service('IAS')
      return found
        ? `${found.state}, ${found.startType}, ${found.account}, start time ${found.startedAt !== null}`
        : 'absent'
    },
  },
  {
    id: 'C2',
    asks: 'ServiceSidType of IAS',
    look: async (api) => {
      const value = (await api.registry(`${services}\\IAS`))?.values.find((v) => v.name === 'ServiceSidType')
      return value ? `${value.type} ${value.data}` : 'absent'
    },
  },
  {
    id: 'C3',
    asks: 'NETWORK SERVICE by its English name',
    look: async (api) => (await api.accountSid('NT AUTHORITY\\NetworkService')) ?? 'unknown',
  },
  {
    id: 'C4',
    asks: 'ias.xml',
    look: async (api) => {
      const {systemFolder} = await api.system()
      const text = await api.text(`${systemFolder}\\ias\\ias.xml`)
      return text === null ? 'absent' : `${text.length} characters`
    },
  },
  {
    id: 'D1',
    asks: 'event channels of the extension',
    look: async (api) =>
      (await api.eventChannels()).filter((c) => /AzureMfa|Auth[NZ].*Ch$/i.test(c)).join('; ') || 'none',
  },
  {
    id: 'D2',
    asks: 'reading events',
    look: (api) => each(['System', 'Security'], (channel) => xmlOf(api, channel)),
  },
  {
    id: 'D3',
    asks: 'auditing of NPS',
    look: async (api) => {
      const {success, failure} = await api.auditing(auditNps)
      return `success ${success}, failure ${failure}`
    },
  },
  {
    id: 'E1',
    asks: 'WinHTTP proxy',
    look: async (api) => ((await api.winHttpProxy()) ? 'one is set' : 'direct'),
  },
  {
    id: 'E2',
    asks: 'domain',
    look: async (api) => {
      if ((await api.joinedDomain()) === null) return 'workgroup'
      const controller = await api.domainController()
      return controller
        ? `controller found, site ${controller.site ? 'known' : 'not told'}`
        : 'no controller found'
    },
  },
  {
    id: 'E3',
    asks: 'a ticket for the directory',
    look: async (api) => {
      const controller = (await api.joinedDomain()) === null ? null : await api.domainController()
      if (!controller) return 'no domain controller to ask one for'
      const context = 'self-test'
      const {token} = await api.negotiate({context, target: `ldap/${controller.name}`, token: null})
      await api.endNegotiation(context)
      return `${token.length} bytes`
    },
  },
]
