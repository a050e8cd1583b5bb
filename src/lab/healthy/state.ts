import type {LabState, Maker} from '../state.ts'
import {healthyDirectory} from './directory.ts'
import {cloudHosts, directoryHosts, directoryServices} from './hosts.ts'
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
    directory: healthyDirectory(),
    users: [`alice@${upnSuffix}`],
    server: healthyServer(extension),
  }
}
