import {defineCheck} from '../../core/check.ts'
import {fail, pass, unknown, warn} from '../../core/outcome.ts'
import {type Schannel, schannel} from '../../facts/schannel.ts'

const key =
  'HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Client'
const enable = {
  do: [
    'Enable TLS 1.2 for clients and restart the server; if Group Policy or a hardening template switched it off, change it there too.',
  ],
  owner: 'server',
  disrupts: 'server-restart',
} as const
const cured = (ending: string) =>
  ({...enable, run: [`npsmfa repair host.schannel/${ending} --apply`]}) as const
const suitesCure = {
  do: [
    'Put TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 and TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 back into the list of cipher suites, and restart the server.',
  ],
  owner: 'server',
  disrupts: 'server-restart',
} as const
const lists = {
  policy: 'the Group Policy “SSL Cipher Suite Order”',
  machine: 'the machine’s cipher suite list',
}

export default defineCheck({
  id: 'host.schannel',
  title: 'Windows speaks TLS 1.2 as a client',
  needs: {tls: schannel},
  outcomes: {
    on: pass('TLS 1.2 is on for clients, with cipher suites that Microsoft’s hosts take.'),
    disabled: fail(
      'TLS 1.2 is switched off for clients (Enabled = 0): the extension reaches neither the token service nor the MFA service.',
      cured('disabled'),
    ),
    'off-by-default': fail(
      'TLS 1.2 is on only for programs that ask for it (DisabledByDefault = 1), so the extension reaches neither the token service nor the MFA service.',
      cured('off-by-default'),
    ),
    'wrong-type': unknown(
      `{values} below ${key} is not a REG_DWORD: whether Windows takes it for on or off is not known.`,
      {...cured('wrong-type'), do: ['Write the value anew as a REG_DWORD, and restart the server.']},
    ),
    'no-suite': fail(
      'Of the cipher suites in {list} Microsoft’s hosts take none: there is no ECDHE_RSA suite with AES in it, so the extension reaches neither the token service nor the MFA service.',
      suitesCure,
    ),
    'few-suites': warn(
      'Of the cipher suites in {list} none is of the kind that Microsoft’s hosts prefer for TLS 1.2 (ECDHE_RSA with AES-GCM): connections rest on suites that are about to go, or on TLS 1.3.',
      suitesCure,
    ),
  },
  judge({tls}, say) {
    if (tls.enabled === 'off') return say('disabled')
    if (tls.disabledByDefault === 'on') return say('off-by-default')
    const values = wrong(tls)
    if (values.length > 0) return say('wrong-type', {values})
    if (!tls.cipherSuites) return say('on')
    const {from, names} = tls.cipherSuites
    const has = (pattern: RegExp) => names.some((name) => pattern.test(name))
    const list = lists[from]
    if (has(/^TLS_ECDHE_RSA_WITH_AES_\d+_GCM_/i)) return say('on')
    return has(/^TLS_(ECDHE_RSA_WITH_)?AES_/i) ? say('few-suites', {list}) : say('no-suite', {list})
  },
})

const wrong = ({enabled, disabledByDefault}: Schannel) => [
  ...(enabled === 'wrong-type' ? ['Enabled'] : []),
  ...(disabledByDefault === 'wrong-type' ? ['DisabledByDefault'] : []),
]
