import * as Flags from '@oclif/core/flags'
import {cloudNames} from '../catalogue/clouds.ts'
import {formats} from '../render/formats.ts'

/** What a flag reads where it is not typed; flags that must be typed each time read none. */
export const variable = (flag: string) => `NPSMFA_${flag.toUpperCase().replaceAll('-', '_')}`

/** A list as it was typed, or, from a variable, as oclif leaves it: one text. */
export const listOf = (given: string | readonly string[] = [], delimiter = ','): readonly string[] =>
  typeof given === 'string' ? given.split(delimiter) : given

const target = 'TARGET'
const report = 'REPORT'

/** What is looked at, and how. No flag takes a secret's value. */
export const lookFlags = {
  user: Flags.string({
    description: 'look at this user too',
    helpValue: 'UPN',
    multiple: true,
    delimiter: ',',
    env: variable('user'),
    helpGroup: target,
  }),
  tenant: Flags.string({
    description: 'the tenant; default: the server’s registry, else the certificate’s subject',
    helpValue: 'GUID|DOMAIN',
    env: variable('tenant'),
    helpGroup: target,
  }),
  cloud: Flags.string({
    description: 'the national cloud; default: the server’s registry, else public',
    options: cloudNames,
    env: variable('cloud'),
    helpGroup: target,
  }),
  pfx: Flags.string({
    description: 'the extension’s certificate with its key (password: NPSMFA_PFX_PASSWORD)',
    helpValue: 'FILE',
    env: variable('pfx'),
    exclusive: ['cert', 'key'],
    helpGroup: target,
  }),
  cert: Flags.string({
    description: 'the extension’s certificate, PEM',
    helpValue: 'FILE',
    env: variable('cert'),
    helpGroup: target,
  }),
  key: Flags.string({
    description: 'its private key, PEM',
    helpValue: 'FILE',
    env: variable('key'),
    helpGroup: target,
  }),
  ldap: Flags.string({
    description:
      'the directory: ldaps://HOST, or ldap://HOST with StartTLS; default: on Windows its own domain, else looked up in DNS by the suffix of --ldap-user',
    helpValue: 'URL',
    env: variable('ldap'),
    helpGroup: target,
  }),
  'ldap-user': Flags.string({
    description: 'who asks the directory (password: NPSMFA_LDAP_PASSWORD)',
    helpValue: 'NAME',
    env: variable('ldap-user'),
    helpGroup: target,
  }),
  'ldap-base': Flags.string({
    description: 'where to search; default: the directory’s default naming context',
    helpValue: 'DN',
    env: variable('ldap-base'),
    helpGroup: target,
  }),
  'ldap-ca': Flags.string({
    description: 'a certification authority to trust for the directory, PEM',
    helpValue: 'FILE',
    env: variable('ldap-ca'),
    helpGroup: target,
  }),
  radius: Flags.string({
    description:
      'a RADIUS server to ask about nobody who exists: no phone rings (shared secret: NPSMFA_RADIUS_SECRET)',
    helpValue: 'HOST[:PORT]',
    env: variable('radius'),
    helpGroup: target,
  }),
  'sign-in': Flags.string({
    description: 'how Microsoft Graph is asked; default: what is configured',
    options: ['none', 'token', 'app', 'device', 'azure-cli'],
    env: variable('sign-in'),
    helpGroup: target,
  }),
  'app-id': Flags.string({
    description: 'the application that signs in to Graph (NPSMFA_APP_SECRET or NPSMFA_APP_CERT)',
    helpValue: 'GUID',
    env: variable('app-id'),
    helpGroup: target,
  }),
  proxy: Flags.string({
    description:
      'the HTTP proxy; default: HTTPS_PROXY, then WinHTTP’s on Windows (password: NPSMFA_PROXY_PASSWORD)',
    helpValue: 'URL',
    env: variable('proxy'),
    helpGroup: target,
  }),
  lab: Flags.string({
    description: 'look at the embedded lab instead; alone: --lab=healthy',
    helpValue: 'SCENARIO|ADDRESS',
    helpGroup: target,
  }),
  only: Flags.string({
    description: 'only this check or area',
    helpValue: 'ID',
    multiple: true,
    delimiter: ',',
  }),
  skip: Flags.string({
    description: 'not this check or area',
    helpValue: 'ID',
    multiple: true,
    delimiter: ',',
  }),
  deadline: Flags.string({
    description: 'the longest the run may take: 45s, 2m',
    helpValue: 'TIME',
    default: '30s',
    env: variable('deadline'),
  }),
  strict: Flags.boolean({description: 'a warning counts as red', env: variable('strict')}),
  debug: Flags.boolean({
    description: 'tell on stderr how each fact was learnt',
    env: variable('debug'),
    helpGroup: report,
  }),
}

/** What is judged, and where the report goes. */
const reportFlags = {
  from: Flags.string({
    description: 'judge the evidence of a bundle instead of looking',
    helpValue: 'BUNDLE',
    exclusive: ['lab', 'user', 'tenant', 'pfx', 'cert', 'ldap', 'radius', 'bundle', 'wait'],
    helpGroup: target,
  }),
  at: Flags.string({
    description: 'judge as of another day: what will have ended by then',
    helpValue: 'DATE',
  }),
  wait: Flags.string({
    description: 'look again until it is healthy, for at most this long: 5m',
    helpValue: 'TIME',
    env: variable('wait'),
  }),
  format: Flags.string({
    description:
      'how to report; the exit status is the verdict’s in all but nagios, which has its own: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN',
    options: Object.keys(formats),
    default: 'text',
    env: variable('format'),
    helpGroup: report,
  }),
  json: Flags.boolean({description: 'the same as --format json', env: variable('json'), helpGroup: report}),
  output: Flags.string({
    description: 'write the report to this file',
    helpValue: 'FILE',
    env: variable('output'),
    helpGroup: report,
  }),
  bundle: Flags.string({
    description: 'also write a support bundle to this file, under aliases',
    helpValue: 'FILE',
    env: variable('bundle'),
    helpGroup: report,
  }),
  force: Flags.boolean({description: 'write the bundle over one that is there', helpGroup: report}),
}

/** The flags of `doctor` and `check`. */
export const runFlags = {...lookFlags, ...reportFlags}
