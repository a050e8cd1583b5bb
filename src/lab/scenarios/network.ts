import {clouds, credentialsHost, olderLoginHost} from '../../catalogue/clouds.ts'
import type {Scenario} from '../state.ts'
import {host, registry} from './change.ts'
import {proxyEverywhere} from './windows.ts'

const {stsUrl, mfaHost, resourceHost} = clouds.public
const loginHost = new URL(stsUrl).hostname

export const network: readonly Scenario[] = [
  {
    name: 'login-dns-missing',
    about: 'The name server says that the token service’s name does not exist.',
    code: 'endpoints.login/name-not-found',
    exit: 1,
    change: (state) => host(state, loginHost, {dns: 'nxdomain'}),
  },
  {
    name: 'name-server-silent',
    about: 'The name server answers nothing at all.',
    code: 'endpoints.login/name-timeout',
    exit: 1,
    change(state) {
      for (const each of [...state.hosts, ...state.services]) each.dns = 'silent'
    },
  },
  {
    name: 'login-refused',
    about: 'A firewall rejects connections to the token service.',
    code: 'endpoints.login/refused',
    exit: 1,
    change: (state) => host(state, loginHost, {tcp: 'refuses'}),
  },
  {
    name: 'older-sts-host',
    about: 'STS_URL still names login.windows.net, and the firewall was only opened for the newer name.',
    code: 'endpoints.login/refused',
    exit: 1,
    change(state) {
      registry(state, 'STS_URL', `https://${olderLoginHost}/`)
      host(state, olderLoginHost, {tcp: 'refuses'})
    },
  },
  {
    name: 'mfa-service-silent',
    about: 'Something accepts connections to the MFA web service and never answers.',
    code: 'endpoints.mfa-service/tls-timeout',
    exit: 1,
    change: (state) => host(state, mfaHost, {tcp: 'silent'}),
  },
  {
    name: 'adnotifications-reset',
    about: 'A firewall resets connections to the push notification service as soon as they open.',
    code: 'endpoints.adnotifications/reset',
    exit: 1,
    change: (state) => host(state, resourceHost, {tcp: 'resets'}),
  },
  {
    name: 'credentials-intercepted',
    about:
      'TLS inspection replaces the certificate of the credential service by one that this server does not trust.',
    code: 'endpoints.credentials/intercepted-untrusted',
    exit: 1,
    change: (state) => host(state, credentialsHost, {certificate: 'untrusted'}),
  },
  {
    name: 'inspection-trusted',
    about: 'TLS inspection reads all traffic with certificates that this server trusts; sign-ins still work.',
    code: 'endpoints.login/intercepted-trusted',
    exit: 0,
    change(state) {
      for (const each of state.hosts) if (each.port === 443) each.certificate = 'inspected'
    },
  },
  {
    name: 'login-certificate-expired',
    about: 'The certificate that the token service shows has expired.',
    code: 'endpoints.login/certificate-expired',
    exit: 1,
    change: (state) => host(state, loginHost, {certificate: 'expired'}),
  },
  {
    name: 'mfa-service-wrong-name',
    about: 'The MFA web service’s name leads to a server with the certificate of another.',
    code: 'endpoints.mfa-service/certificate-wrong-name',
    exit: 1,
    change: (state) => host(state, mfaHost, {certificate: 'wrong-name'}),
  },
  {
    name: 'proxy-authentication',
    about: 'The only way to the internet is a proxy that wants to know who asks.',
    code: 'endpoints.login/proxy-authentication',
    exit: 1,
    change: (state) => proxyEverywhere(state, {requiresAuthentication: true}),
  },
]
