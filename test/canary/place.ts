import type {Inputs} from './inputs.ts'
import type {Installation} from './installation.ts'
import {text} from './secrets.ts'
import type {Silence} from './silence.ts'

/** Everything that a run may meet. */
export interface Place extends Inputs {
  lab: Installation
  /** HOST:PORT of the NPS that repeats what it is sent. */
  nps: string
  /** Where whatever comes is taken and nothing said. */
  silence: Silence
}

export const healthy = [0]
/** Whatever it says of the installation, it has looked; `nagios` has its own numbers. */
export const looked = [0, 1, 2, 3]
export const red = [1, 3]
export const wrong = [2]
export const interrupted = [130]

/** Secrets that are there in every run, whether it needs them or not. */
export const ambient: Readonly<Record<string, string>> = {
  NPSMFA_PFX_PASSWORD: text('pfxPassword'),
  NPSMFA_LDAP_PASSWORD: text('ldapPassword'),
  NPSMFA_GRAPH_TOKEN: text('graphToken'),
  NPSMFA_APP_SECRET: text('appSecret'),
  NPSMFA_RADIUS_SECRET: text('radiusSecret'),
  NPSMFA_USER_PASSWORD: text('userPassword'),
  NPSMFA_PROXY_PASSWORD: text('proxyPassword'),
}

/** The same from files. */
export const fromFiles = ({secret}: Place): Record<string, string> => ({
  NPSMFA_PFX_PASSWORD_FILE: secret('pfxPasswordFile'),
  NPSMFA_LDAP_PASSWORD_FILE: secret('ldapPasswordFile'),
  NPSMFA_GRAPH_TOKEN_FILE: secret('graphTokenFile'),
  NPSMFA_APP_SECRET_FILE: secret('appSecretFile'),
  NPSMFA_RADIUS_SECRET_FILE: secret('radiusSecretFile'),
  NPSMFA_USER_PASSWORD_FILE: secret('userPasswordFile'),
  NPSMFA_PROXY_PASSWORD_FILE: secret('proxyPasswordFile'),
})

export const alice = 'alice@contoso.example'

/** From any machine to the servers of the lab, as an operator does it: nothing of it is the lab's. */
export function fromOutside(place: Place, conduct: string): {args: string[]; env: Record<string, string>} {
  const {lab, ca, pfx} = place
  const directory = ['--ldap', `ldaps://${lab.directory}`, '--ldap-user', 'reader', '--ldap-ca', ca]
  const proxy = ['--proxy', `http://user:${text('proxyFlag')}@${lab.proxy(conduct)}`]
  const tenant = ['--tenant', lab.introduction.tenantId, '--user', alice, '--deadline', '10s']
  return {
    args: [...proxy, ...directory, ...tenant, '--pfx', pfx, '--debug'],
    env: {...ambient, NODE_EXTRA_CA_CERTS: ca},
  }
}
