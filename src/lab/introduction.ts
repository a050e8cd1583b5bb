import type {MemoryMachine} from '../world/windows/memory.ts'

/**
 * What a running lab tells whoever asks at its address (GET / on plain HTTP, loopback only): how to reach it,
 * and what an operator of this installation would know. It never names the scenario.
 */
export interface Introduction {
  schema: 'npsmfa.lab/1'
  /** PEM: the trust store of this installation. */
  ca: string
  /** "127.0.0.1:port" of the name server that knows the lab's hosts (DNS over UDP). */
  dns: string
  /** "host:port" as a client would name it → the port on 127.0.0.1 that serves it. */
  ports: Record<string, number>
  /** An HTTP proxy (CONNECT) that this installation must go through: "http://127.0.0.1:port". */
  proxy: string | null
  tenantId: string
  cloud: 'public' | 'usgov' | 'dod' | 'china'
  graphToken: string
  /** In place of `graphToken` for whoever changes applications of the tenant. */
  adminToken: string
  directory: {url: string; user: string; password: string; base: string}
  /** NPS as a RADIUS server ("127.0.0.1:port", UDP), and what a user of `users` signs in there with. */
  radius: {address: string; secret: string; password: string; code: string}
  /** User principal names worth looking at. */
  users: string[]
  /** The NPS server. */
  server: MemoryMachine
}
