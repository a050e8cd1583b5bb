import type {LabState, Maker} from '../state.ts'
import {healthyDirectory} from './directory.ts'
import {cloudHosts, directoryHosts, directoryServices} from './hosts.ts'
import {healthyMfa} from './mfa.ts'
import {upnSuffix} from './names.ts'
import {healthyServer} from './server.ts'
import {healthyTenant} from './tenant.ts'

/** An installation in which sign-ins work. */
export async function healthyState(make: Maker): Promise<LabState> {
  const extension = await make.extensionCertificate()
  return {
    hosts: [...cloudHosts('public'), ...directoryHosts()],
    services: directoryServices(),
    clockOffsetMs: 0,
    latencyMs: 0,
    proxy: null,
    tenant: healthyTenant(extension.certificate),
    graphToken: 'lab-graph-token',
    adminToken: 'lab-admin-token',
    directory: healthyDirectory(),
    radius: {secret: 'Sh4red!Lab', knownSecret: 'Sh4red!Lab', nasAddress: '192.0.2.70', signsReplies: true},
    secondFactor: {answer: 'approves', afterMs: 3_000, code: '246810'},
    mfa: healthyMfa(),
    users: [`alice@${upnSuffix}`],
    server: healthyServer(extension),
  }
}
