import type {Cloud} from '../catalogue/clouds.ts'
import type {ServerAnswers} from '../core/radius.ts'
import type {Machine} from '../facts/machine.ts'
import type {Settings} from '../facts/settings.ts'
import type {Token} from '../facts/token.ts'
import type {Credential} from './credential.ts'
import type {Directory} from './directory/directory.ts'
import type {Graph} from './entra/graph.ts'
import type {MfaService} from './entra/mfa-service.ts'
import type {MfaPlace} from './entra/mfa-wire.ts'
import type {TokenRequest} from './entra/token.ts'
import type {Response} from './http.ts'
import type {WinApi} from './windows/api.ts'

/** Where Microsoft Graph is and which tenant signs in. */
export interface GraphPlace {
  host: string
  stsUrl: string
  tenant: string
}

/** The only door to the outside; probes see nothing else. Secrets live behind it. */
export interface World {
  /** What the operator typed. */
  asked: {tenant: string | null; cloud: Cloud | null; users: readonly string[]; settings: Settings}
  machine: Machine
  /** On another system every call rejects with `unsupported`. */
  windows: WinApi
  /** From --pfx or --cert and --key; null when not given. */
  credential: Credential | null
  /** Null when no directory was named. */
  directory: Directory | null
  /** Asks the RADIUS server that was named, about nobody who exists; null when none was. */
  radius: ((signal: AbortSignal) => Promise<ServerAnswers>) | null
  /** Null when no Graph sign-in is configured. */
  graph(place: GraphPlace): Graph | null
  /** One HTTPS GET; fails with a `LayerFailure`. */
  get(url: URL, signal: AbortSignal): Promise<Response>
  token(asked: TokenRequest, signal: AbortSignal): Promise<Token>
  /** The MFA web service, asked with that token; only for where one is granted. */
  mfaService(asked: TokenRequest, place: Omit<MfaPlace, 'route'>): MfaService
  /** Ends whatever still runs. */
  close(): void
}
