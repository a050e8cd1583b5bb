import type {MemoryMachine} from '../world/windows/memory.ts'
import type {DirectoryState} from './state/directory.ts'
import type {Host} from './state/host.ts'
import type {MfaState} from './state/mfa.ts'
import type {RadiusState, SecondFactor} from './state/radius.ts'
import type {Service} from './state/service.ts'
import type {Tenant} from './state/tenant.ts'

export type {Account, Computer, DirectoryState, DirectoryUser, Value} from './state/directory.ts'
export type {Host} from './state/host.ts'
export type {AuthenticationMethod, SignInPreferences} from './state/method.ts'
export type {Service} from './state/service.ts'
export type {Sku} from './state/sku.ts'
export type {Audit, Domain, EntraUser, Key, Principal, Tenant} from './state/tenant.ts'
export type {Trouble, Writing} from './state/writing.ts'

/** A whole installation. Every answer of the lab is computed from this and the clock, never from a scenario's name. */
export interface LabState {
  hosts: Host[]
  /** What the name server knows beside addresses: where a service is found (SRV). */
  services: Service[]
  /** How far the lab's clock is ahead of the machine's, in milliseconds (negative: behind). */
  clockOffsetMs: number
  /** Every answer over a socket comes this much later. */
  latencyMs: number
  /** A proxy that everybody must go through; null where the way out is open. */
  proxy: {requiresAuthentication: boolean; refuses: string[]} | null
  tenant: Tenant
  graphToken: string
  /** The token of an operator who may change applications. */
  adminToken: string
  directory: DirectoryState
  radius: RadiusState
  secondFactor: SecondFactor
  mfa: MfaState
  /** Who the doctor should look at. */
  users: string[]
  server: MemoryMachine
}

/** One named fault: a change to the healthy installation, and what a doctor must say of it. */
export interface Scenario {
  name: string
  about: string
  /** Root code that must come first, null when healthy. */
  code: string | null
  exit: 0 | 1 | 3
  change(state: LabState, make: Maker): void | Promise<void>
}

/** What a scenario may make anew. */
export interface Maker {
  /** A certificate in the shape of the vendor's script: CN=<tenant id>, OU=Microsoft NPS Extension. */
  extensionCertificate(options?: {
    tenantId?: string
    /** In place of the organisational unit that the extension's script writes. */
    unit?: string
    notBefore?: Date
    notAfter?: Date
    /** Of its RSA key; 2048. */
    bits?: number
    /** With the purpose Server Authentication instead of Client Authentication. */
    forServers?: boolean
  }): Promise<{certificate: string; key: string}>
}
