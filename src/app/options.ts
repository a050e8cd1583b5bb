import type {Cloud} from '../catalogue/clouds.ts'
import type {Credential} from '../world/credential.ts'
import type {DirectoryAccess, OwnAccess} from '../world/directory/session.ts'
import type {SignIn} from '../world/entra/sign-in.ts'
import type {HttpProxy} from '../world/net/proxy.ts'
import type {RadiusAccess} from '../world/radius/access.ts'

export {mostUsers} from '../facts/run.ts'

/** What one run is asked to do, already read and checked; holds secrets. */
export interface Options {
  users: readonly string[]
  /** A scenario of the embedded lab, or the address of a running one; null for the real world. */
  lab: string | null
  cloud: Cloud | null
  tenant: string | null
  credential: Credential | null
  /** Null: on Windows that of the domain this machine is in, elsewhere none. */
  directory: ((DirectoryAccess | OwnAccess) & {ca: string | null}) | null
  /** A RADIUS server that is asked about nobody; null for none. */
  radius: RadiusAccess | null
  /** From --proxy; null to follow the environment. */
  proxy: HttpProxy | null
  signIn: SignIn
  /** Check ids or areas; empty means all. */
  only: readonly string[]
  skip: readonly string[]
  deadlineMs: number
  strict: boolean
  /** The time as of which what ends is judged, ISO; null for now. */
  at: string | null
}

export const defaults: Options = {
  users: [],
  lab: null,
  cloud: null,
  tenant: null,
  credential: null,
  directory: null,
  radius: null,
  proxy: null,
  signIn: {way: 'none'},
  only: [],
  skip: [],
  deadlineMs: 30_000,
  strict: false,
  at: null,
}
