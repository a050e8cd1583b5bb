import {readerApp} from '../../src/lab/healthy/tenant.ts'
import {formats} from '../../src/render/formats.ts'
import type {Installation} from './installation.ts'
import {
  alice,
  ambient,
  fromFiles,
  fromOutside,
  healthy,
  interrupted,
  looked,
  type Place,
  red,
  wrong,
} from './place.ts'
import {text} from './secrets.ts'
import type {Run} from './watched.ts'

const proxy = (secret: Parameters<typeof text>[0], lab: Installation) =>
  `http://user:${text(secret)}@${lab.proxy('refuses')}`

/** Every way to sign in to Graph, each with its own secret. */
function signIns({lab, pem, az}: Place): [args: string[], env: Record<string, string>][] {
  const app = ['--sign-in', 'app', '--app-id', lab.introduction.tenantId]
  const reader = ['--sign-in', 'app', '--app-id', readerApp.appId]
  return [
    [['--sign-in', 'token'], {}],
    [app, {}],
    [reader, {NPSMFA_APP_SECRET: text('labAppSecret')}],
    [app, {NPSMFA_APP_SECRET: '', NPSMFA_APP_CERT: pem}],
    [['--sign-in', 'device'], {}],
    [['--sign-in', 'azure-cli'], {PATH: `${az.signedIn}:${process.env.PATH}`}],
    [['--sign-in', 'azure-cli'], {PATH: `${az.complaining}:${process.env.PATH}`}],
  ]
}

/** Each format, of servers that are honest and into files, of those that are not, and of a bundle. */
export function inEveryFormat(command: string, {lab, hostileBundle}: Place): Run[] {
  const [honest, refuses] = [lab.at('honest'), lab.at('refuses')].map((at) => [
    `--lab=${at}`,
    '--user',
    alice,
  ])
  return Object.keys(formats).flatMap((format) =>
    [[...honest!, '--output', 'report', '--bundle', 'bundle.json'], refuses!, ['--from', hostileBundle]].map(
      (args) => ({args: [command, ...args, '--debug', '--format', format], env: ambient, exits: looked}),
    ),
  )
}

/** Each conduct of the servers, to the lab and from outside. */
export function inEveryConduct(place: Place): Run[] {
  const {lab, bundle, tamperedBundle} = place
  const conducts = lab.conducts.filter((conduct) => conduct !== 'honest')
  const outside = fromOutside(place, 'honest')
  return [
    ...conducts.flatMap((conduct): Run[] => {
      const {args, env} = fromOutside(place, conduct)
      const atLab = ['doctor', `--lab=${lab.at(conduct)}`, '--user', alice, '--debug', '--json']
      return [
        {args: [...atLab, '--output', 'report', '--bundle', 'bundle.json'], env: ambient, exits: red},
        {args: ['doctor', ...args, '--json', '--bundle', 'b.json.gz'], env, exits: red},
      ]
    }),
    {
      args: ['doctor', ...outside.args, '--json'],
      env: {...outside.env, HTTPS_PROXY: proxy('httpsProxy', lab)},
      exits: red,
    },
    // An NPS that repeats the shared secret and whatever it is sent.
    ...[[], ['--json'], ['--format', 'html']].map((format) => ({
      args: ['check', 'radius', '--radius', place.nps, '--debug', '--bundle', 'b.json', ...format],
      // Without a token, nobody outside is asked.
      env: {NPSMFA_RADIUS_SECRET: text('radiusSecret'), NPSMFA_USER_PASSWORD: text('userPassword')},
      exits: healthy,
    })),
    {args: ['doctor', '--from', tamperedBundle, '--debug'], env: ambient, exits: wrong},
    {args: ['doctor', '--from', bundle, '--debug', '--at', '2035-01-01'], env: ambient, exits: red},
    {
      args: ['doctor', '--debug', '--proxy', `http://user:${text('proxyFlag')}@${place.silence.at}`],
      env: ambient,
      interruptedWhen: place.silence.asked,
      exits: interrupted,
    },
  ]
}

/** Without --proxy: what the environment names, and secrets from files; names are looked up by a process of its own. */
export function viaEnvironment(place: Place): Run[] {
  const {lab, ca, pfxOfFile, pfx, notPem} = place
  const env = {...fromFiles(place), NODE_EXTRA_CA_CERTS: ca}
  const mine = ['--tenant', lab.introduction.tenantId, '--debug', '--deadline', '5s']
  const nowhere = ['--ldap', 'ldaps://dc1.invalid', '--ldap-user', 'reader']
  return [
    {
      args: ['doctor', ...mine, ...nowhere, '--pfx', pfxOfFile],
      env: {...env, HTTPS_PROXY: proxy('httpsProxy', lab)},
      exits: red,
    },
    {args: ['doctor', ...mine, ...nowhere], env: {...env, ALL_PROXY: proxy('allProxy', lab)}, exits: red},
    {
      args: ['doctor', ...mine, '--proxy', `http://user@${lab.proxy('refuses')}`],
      env: {...env, ...ambient},
      exits: red,
    },
    {args: ['doctor', '--pfx', pfx], env: {NPSMFA_PFX_PASSWORD: text('wrongPfxPassword')}, exits: wrong},
    {args: ['doctor', '--cert', notPem, '--key', notPem], exits: wrong},
    {args: ['doctor', ...nowhere, '--ldap-ca', notPem], env, exits: wrong},
    {
      args: ['doctor', '--ldap', `ldaps://x:${text('ldapUserInfo')}@dc1`, '--ldap-user', 'x'],
      env,
      exits: wrong,
    },
    {args: ['doctor', `--lab=http://x:${text('labUserInfo')}@127.0.0.1:9`], env, exits: wrong},
  ]
}

export function signingIn(place: Place): Run[] {
  return ['honest', 'refuses'].flatMap((conduct) =>
    signIns(place).map(([args, env]): Run => {
      const outside = fromOutside(place, conduct)
      return {args: ['doctor', ...outside.args, ...args, '--json'], env: {...outside.env, ...env}, exits: red}
    }),
  )
}

/** What is typed at a prompt. */
export const prompted = (place: Place): Run[] => [
  {
    args: [
      'doctor',
      '--ldap',
      `ldaps://${place.lab.directory}`,
      '--ldap-user',
      'r',
      '--ldap-ca',
      place.ca,
      '--deadline',
      '1s',
    ],
    answers: [['password of --ldap-user: ', text('promptLdapPassword')]],
    exits: red,
  },
]
