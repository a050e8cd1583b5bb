import type {Options} from '../../app/options.ts'
import type {ReplayOptions} from '../../app/replay.ts'
import type {Cloud} from '../../catalogue/clouds.ts'
import {listOf} from '../flags.ts'
import {readCertificate} from './certificate.ts'
import {readDirectory} from './directory.ts'
import {readAccess} from './radius.ts'
import {readSignIn} from './sign-in.ts'
import {readLength, readProxy, readTenant, readTime, readUsers} from './text.ts'

/** What oclif made of the command line. */
export interface RunFlags {
  user?: string | string[] | undefined
  tenant?: string | undefined
  cloud?: string | undefined
  pfx?: string | undefined
  cert?: string | undefined
  key?: string | undefined
  ldap?: string | undefined
  'ldap-user'?: string | undefined
  'ldap-base'?: string | undefined
  'ldap-ca'?: string | undefined
  radius?: string | undefined
  'sign-in'?: string | undefined
  'app-id'?: string | undefined
  proxy?: string | undefined
  lab?: string | undefined
  only?: string[] | undefined
  skip?: string[] | undefined
  deadline: string
  strict: boolean
  at?: string | undefined
}

/** Flags → options, files read and secrets fetched; anything that cannot be followed is a `UsageError`. */
export async function readFlags(flags: RunFlags): Promise<Options> {
  return {
    users: readUsers(listOf(flags.user)),
    lab: flags.lab ?? null,
    cloud: (flags.cloud as Cloud | undefined) ?? null,
    tenant: flags.tenant === undefined ? null : readTenant(flags.tenant),
    proxy: flags.proxy === undefined ? null : readProxy(flags.proxy),
    signIn: readSignIn(flags),
    only: flags.only ?? [],
    skip: flags.skip ?? [],
    deadlineMs: readLength(flags.deadline, '--deadline'),
    // oclif leaves out a flag that was not given.
    strict: flags.strict === true,
    at: flags.at === undefined ? null : readTime(flags.at),
    credential: await readCertificate(flags),
    // Last, since they may ask for a password.
    directory: await readDirectory(flags),
    radius: await readAccess(flags.radius),
  }
}

/** The flags that a replay follows. */
export const readReplay = (flags: RunFlags): ReplayOptions => ({
  only: flags.only ?? [],
  skip: flags.skip ?? [],
  strict: flags.strict,
  at: flags.at === undefined ? null : readTime(flags.at),
})
