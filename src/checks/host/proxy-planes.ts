import {httpsProxyIn} from '../../catalogue/proxy-list.ts'
import {defineCheck} from '../../core/check.ts'
import {pass, warn} from '../../core/outcome.ts'
import {endpointFacts} from '../../facts/endpoint.ts'
import {npsService} from '../../facts/nps-service.ts'
import {type ProxyPlane, proxyPlanes} from '../../facts/proxy-planes.ts'

const localSystem = 'S-1-5-18'
const align = [
  'Decide which way the server shall go out and set it alike for the machine (netsh winhttp) and for the service’s account (bitsadmin /util /setieproxy).',
] as const

export default defineCheck({
  id: 'host.proxy-planes',
  title: 'Windows has one way out for the service, the one that was tried here',
  needs: {planes: proxyPlanes},
  wants: {nps: npsService, tried: endpointFacts.login},
  outcomes: {
    direct: pass('Windows has no proxy set, neither for the machine nor for {account}.'),
    same: pass('Machine and {account} have the same proxy, {proxy}.'),
    'machine-only': pass('The machine (WinHTTP) has the proxy {proxy}, and {account} none of its own.'),
    script: warn(
      '{where} is to find its proxy by the PAC file {pac}, whose program npsmfa does not follow: which way the service takes to each host is not known.',
      {
        do: [
          'Look up in the PAC file which proxy it names for Microsoft’s hosts, and run npsmfa once more with that one (--proxy URL).',
          ...align,
        ],
        run: ['netsh winhttp show proxy', 'bitsadmin /util /getieproxy NETWORKSERVICE'],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
    differ: warn(
      'Windows has two ways out: the machine (WinHTTP) goes {winHttp}, {account} goes {internet}. Microsoft does not say which of them the extension takes.',
      {
        do: align,
        run: ['netsh winhttp show proxy', 'bitsadmin /util /getieproxy NETWORKSERVICE'],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
    'not-tried': warn(
      'Microsoft’s hosts were tried {tried}, but the service goes {set}: what was found of the hosts does not prove its way.',
      {
        do: [
          'Run npsmfa with the service’s own way out: with --proxy URL, or without it and without HTTPS_PROXY.',
        ],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
  },
  judge({planes, nps, tried}, say) {
    const system = nps?.present && nps.accountSid === localSystem
    const own = system ? planes.localSystem : planes.networkService
    const account = system ? 'LocalSystem' : 'NETWORK SERVICE'
    const internet = planes.machinePolicy ?? own
    if (internet.pac !== null)
      return say('script', {where: planes.machinePolicy ? 'Every account' : account, pac: internet.pac})
    const [machine, settings] = [way(planes.winHttp), way(internet)]
    if (settings !== null && machine !== settings)
      return say('differ', {winHttp: worded(machine), internet: worded(settings), account})
    if (tried && (tried.path.proxy === null) !== (machine === null))
      return say('not-tried', {tried: worded(tried.path.proxy), set: worded(machine)})
    if (machine === null) return say('direct', {account})
    return settings === null
      ? say('machine-only', {account, proxy: machine})
      : say('same', {account, proxy: machine})
  },
})

/** Where HTTPS goes; a scheme before the host says nothing. */
const way = ({proxy}: ProxyPlane): string | null =>
  httpsProxyIn((proxy ?? '').toLowerCase())
    ?.replace(/^https?:\/\//, '')
    .replace(/\/$/, '') || null

const worded = (proxy: string | null) => (proxy === null ? 'directly' : `through the proxy ${proxy}`)
