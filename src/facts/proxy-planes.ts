import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'

const plane = v.object({
  /** HOST:PORT, or a list for several protocols as Windows writes it; null for none. */
  proxy: v.nullable(v.string()),
  /** Address of a PAC file (AutoConfigURL); null for none. */
  pac: v.nullable(v.string()),
})

/** The several places where Windows keeps a proxy. Which of them the extension's library asks is not documented. */
const shape = v.object({
  /** Of the machine, for programs that use WinHTTP: netsh winhttp show proxy. */
  winHttp: plane,
  /** Internet Settings of NETWORK SERVICE, S-1-5-20. */
  networkService: plane,
  /** Internet Settings of LocalSystem, S-1-5-18. */
  localSystem: plane,
  /** The machine's Internet Settings, where the policy ProxySettingsPerUser = 0 puts them before those of accounts. */
  machinePolicy: v.nullable(plane),
})
export type ProxyPlanes = v.InferOutput<typeof shape>
export type ProxyPlane = v.InferOutput<typeof plane>

export const proxyPlanes = defineFact<ProxyPlanes>({
  key: 'proxy-planes',
  about: 'the proxies that Windows keeps for the service',
  shape,
  identifies: {
    host: ['winHttp', 'networkService', 'localSystem', 'machinePolicy'].flatMap((at) => [
      `/${at}/proxy`,
      `/${at}/pac`,
    ]),
  },
})
