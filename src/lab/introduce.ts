import {azureMfaKey} from '../catalogue/apps.ts'
import {cloudNames, clouds, olderLoginHost} from '../catalogue/clouds.ts'
import {userPassword} from './healthy/directory.ts'
import type {Introduction} from './introduction.ts'
import type {LabState} from './state.ts'

type Reach = Pick<Introduction, 'ca' | 'dns' | 'ports' | 'proxy'> & {radius: string}

/** What an operator of this installation knows, right or wrong. */
export const introduce = (state: LabState, {radius, ...reach}: Reach): Introduction => ({
  schema: 'npsmfa.lab/1',
  ...reach,
  tenantId: registry(state, 'TENANT_ID') ?? state.tenant.id,
  cloud: configuredCloud(state),
  graphToken: state.graphToken,
  adminToken: state.adminToken,
  directory: {
    url: `${state.directory.transport === 'ldaps' ? 'ldaps' : 'ldap'}://${state.directory.host}`,
    user: state.directory.bind.user,
    password: state.directory.knownPassword,
    base: state.directory.base,
  },
  radius: {
    address: radius,
    secret: state.radius.knownSecret,
    password: userPassword,
    code: state.secondFactor.code,
  },
  users: state.users,
  server: state.server,
})

function registry({server}: LabState, name: string): string | null {
  const data = server.registry[azureMfaKey]?.values.find((value) => value.name === name)?.data
  return typeof data === 'string' ? data : null
}

/** The cloud that the server is set up for, which need not be the one its tenant lives in. */
function configuredCloud(state: LabState): Introduction['cloud'] {
  const stsUrl = registry(state, 'STS_URL') ?? ''
  if (stsUrl.includes(olderLoginHost)) return 'public'
  const candidates = cloudNames.filter((name) => clouds[name].stsUrl === stsUrl)
  return candidates.find((name) => name === state.tenant.cloud) ?? candidates[0] ?? state.tenant.cloud
}
