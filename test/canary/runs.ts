import {once} from 'node:events'
import {formats} from '../../src/render/formats.ts'
import type {Inputs} from './inputs.ts'
import type {Installation} from './installation.ts'
import {text} from './secrets.ts'
import type {Silence} from './silence.ts'
import type {Run} from './watched.ts'

/** Everything that a run may meet. */
export interface Place extends Inputs {
  lab: Installation
  /** HOST:PORT of the NPS that repeats what it is sent. */
  nps: string
  /** Where whatever comes is taken and nothing said. */
  silence: Silence
}

const healthy = [0]
/** Whatever it says of the installation, it has looked; `nagios` has its own numbers. */
const looked = [0, 1, 2, 3]
const red = [1, 3]
const wrong = [2]
const interrupted = [130]

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
const fromFiles = ({secret}: Place): Record<string, string> => ({
  NPSMFA_PFX_PASSWORD_FILE: secret('pfxPasswordFile'),
  NPSMFA_LDAP_PASSWORD_FILE: secret('ldapPasswordFile'),
  NPSMFA_GRAPH_TOKEN_FILE: secret('graphTokenFile'),
  NPSMFA_APP_SECRET_FILE: secret('appSecretFile'),
  NPSMFA_RADIUS_SECRET_FILE: secret('radiusSecretFile'),
  NPSMFA_USER_PASSWORD_FILE: secret('userPasswordFile'),
  NPSMFA_PROXY_PASSWORD_FILE: secret('proxyPasswordFile'),
})

const alice = 'alice@contoso.example'

/** From any machine to the servers of the lab, as an operator does it: nothing of it is the lab's. */
function fromOutside(place: Place, conduct: string): {args: string[]; env: Record<string, string>} {
  const {lab, ca, pfx} = place
  const directory = ['--ldap', `ldaps://${lab.directory}`, '--ldap-user', 'reader', '--ldap-ca', ca]
  const proxy = ['--proxy', `http://user:${text('proxyFlag')}@${lab.proxy(conduct)}`]
  const tenant = ['--tenant', lab.introduction.tenantId, '--user', alice, '--deadline', '10s']
  return {
    args: [...proxy, ...directory, ...tenant, '--pfx', pfx, '--debug'],
    env: {...ambient, NODE_EXTRA_CA_CERTS: ca},
  }
}

/** Every way to sign in to Graph, each with its own secret. */
function signIns({lab, pem, az}: Place): [args: string[], env: Record<string, string>][] {
  const app = ['--sign-in', 'app', '--app-id', lab.introduction.tenantId]
  const reader = ['--sign-in', 'app', '--app-id', '9d1c3c6e-52a1-4d0e-8f0e-2b6f2f3a7c11']
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
function inEveryFormat(command: string, {lab, hostileBundle}: Place): Run[] {
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
function inEveryConduct(place: Place): Run[] {
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

const proxy = (secret: Parameters<typeof text>[0], lab: Installation) =>
  `http://user:${text(secret)}@${lab.proxy('refuses')}`

/** Without --proxy: what the environment names, and secrets from files; names are looked up by a process of its own. */
function viaEnvironment(place: Place): Run[] {
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

function signingIn(place: Place): Run[] {
  return ['honest', 'refuses'].flatMap((conduct) =>
    signIns(place).map(([args, env]): Run => {
      const outside = fromOutside(place, conduct)
      return {args: ['doctor', ...outside.args, ...args, '--json'], env: {...outside.env, ...env}, exits: red}
    }),
  )
}

/** What is typed at a prompt. */
const prompted = (place: Place): Run[] => [
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

/** The runs of each command, by the names of oclif's manifest. */
export const runs: Readonly<Record<string, (place: Place) => Run[]>> = {
  doctor: (place) => [
    ...inEveryFormat('doctor', place),
    ...inEveryConduct(place),
    ...viaEnvironment(place),
    ...signingIn(place),
    ...prompted(place),
    {args: ['doctor', '--self-test', '--json'], env: ambient, exits: wrong},
  ],
  check: (place) => inEveryFormat('check', place),
  list: () => both(['list'], ambient, healthy),
  'lab:list': () => both(['lab', 'list'], ambient, healthy),
  lab: () => [
    {
      args: ['lab', 'proxy-authentication'],
      env: ambient,
      interruptedWhen: ({stdout}) => once(stdout!, 'data'),
      exits: interrupted,
    },
  ],
  explain: ({pasted}) => [
    ...both(['explain', pasted], ambient, healthy),
    ...both(['explain', text('explainArgument')], ambient, [3]),
    ...both(['explain', `password ${text('explainArgument')}, ESTS_TOKEN_EROR`], ambient, [3]),
    ...both(['explain', '-'], ambient, [3]).map((run) => ({...run, input: `pwd=${text('explainPassword')}`})),
    {args: ['explain', '--nonsense', text('explainArgument')], env: ambient, exits: wrong},
  ],
  logs: ({events, pasted}) => [
    ...both(['logs', events], ambient, [1, 3]),
    ...both(['logs', events, pasted], ambient, [1, 3]),
    ...both(['logs', pasted], ambient, [1, 3]),
    ...both(['logs', text('mistake')], ambient, [3]),
  ],
  'bundle:create': (place) => {
    const {lab, map} = place
    const [honest, refuses] = [lab.at('honest'), lab.at('refuses')].map((at) => ['--debug', `--lab=${at}`])
    const create = (...args: string[]): Run => ({
      args: ['bundle', 'create', ...args],
      env: ambient,
      exits: healthy,
    })
    const outside = fromOutside(place, 'refuses')
    return [
      create('a.json', ...honest!, '--reveal-map', 'map.json'),
      create('a.json', ...honest!, '--keep', 'all'),
      create('a.json.gz', ...refuses!, '--same-aliases-as', map),
      create('a.json', ...refuses!, '--keep', 'all'),
      {
        args: ['bundle', 'create', 'a.json', ...outside.args, '--keep', 'all'],
        env: outside.env,
        exits: healthy,
      },
      {
        args: [
          'bundle',
          'create',
          'a.json',
          '--proxy',
          `http://user:${text('proxyFlag')}@${place.silence.at}`,
        ],
        env: ambient,
        interruptedWhen: place.silence.asked,
        exits: interrupted,
      },
    ]
  },
  'bundle:show': ({bundle, hostileBundle, tamperedBundle}) => [
    ...both(['bundle', 'show', bundle], ambient, [0, 1, 3]),
    // With --json it is the file itself that is asked for.
    {args: ['bundle', 'show', hostileBundle], env: ambient, exits: [0, 1, 3]},
    ...both(['bundle', 'show', tamperedBundle], ambient, wrong),
    ...both(['bundle', 'show', text('mistake')], ambient, wrong),
  ],
  diff: ({bundle, hostileBundle, tamperedBundle}) => [
    ...both(['diff', bundle, hostileBundle], ambient, [0, 1]),
    ...both(['diff', bundle, tamperedBundle], ambient, wrong),
    ...both(['diff', text('mistake'), bundle], ambient, wrong),
  ],
  radius(place) {
    const who = ['--user', alice, '--timeout', '1s']
    const asking = ['radius', '--server', place.nps, ...who]
    return [
      ...both(
        ['radius', `--lab=${place.lab.at('honest')}`, '--user', alice, '--yes', '--timeout', '8s'],
        ambient,
        healthy,
      ),
      ...both([...asking, '--yes'], ambient, [3]),
      ...both([...asking, '--yes'], fromFiles(place), [1, 3]),
      ...both([...asking, '--yes', '--protocol', 'mschapv2'], ambient, [1, 3]),
      {
        args: asking,
        answers: [
          ['[y/N]', 'y'],
          ['The shared secret: ', text('radiusSecret')],
          ['The password of --user: ', text('promptUserPassword')],
          ['code: ', text('promptCode')],
        ],
        exits: healthy,
      },
      {
        args: ['radius', '--server', place.silence.at, ...who, '--yes'],
        env: ambient,
        interruptedWhen: place.silence.asked,
        exits: interrupted,
      },
    ]
  },
}

const both = (args: string[], env: Record<string, string>, exits: readonly number[]): Run[] =>
  [[], ['--json']].map((json) => ({args: [...args, ...json], env, exits}))
