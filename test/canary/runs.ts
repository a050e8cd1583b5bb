import {once} from 'node:events'
import {inEveryConduct, inEveryFormat, prompted, signingIn, viaEnvironment} from './doctor-runs.ts'
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
  watch: ({lab, events, pasted}) => [
    ...both(['watch', events, pasted, '--for', '300ms'], ambient, healthy),
    ...both(['watch', text('mistake'), '--for', '300ms'], ambient, [3]),
    ...both(['watch', `--lab=${lab.at('honest')}`, '--for', '700ms'], ambient, [0, 1]),
    ...both(['watch', `--lab=${lab.at('refuses')}`, '--for', '300ms'], ambient, [0, 1]),
    {
      args: ['watch', events],
      env: ambient,
      interruptedWhen: ({stderr}) => once(stderr!, 'data'),
      exits: interrupted,
    },
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
  challenge(place) {
    const asking = ['challenge', '--user', alice, '--timeout', '2s']
    const outside = fromOutside(place, 'refuses')
    const at = (conduct: string, ...more: string[]) => [
      ...asking,
      `--lab=${place.lab.at(conduct)}`,
      '--yes',
      ...more,
    ]
    return [
      ...both(at('honest', '--method', 'sms'), ambient, healthy),
      // Nobody is asked by phone twice at once, so these ask for codes.
      ...both(at('honest', '--method', 'code'), fromFiles(place), healthy),
      ...place.lab.conducts
        .filter((conduct) => conduct !== 'honest')
        .flatMap((conduct) => both(at(conduct), ambient, red)),
      {
        args: [
          ...asking,
          '--yes',
          '--pfx',
          place.pfx,
          '--tenant',
          place.lab.introduction.tenantId,
          '--proxy',
          outside.args[1]!,
        ],
        env: outside.env,
        exits: red,
      },
      {
        args: [
          ...asking,
          '--yes',
          '--pfx',
          place.pfx,
          '--proxy',
          `http://user:${text('proxyFlag')}@${place.silence.at}`,
        ],
        env: ambient,
        interruptedWhen: place.silence.asked,
        exits: interrupted,
      },
    ]
  },
  setup(place) {
    const {lab, silence} = place
    const at = (conduct: string, ...more: string[]) => ['setup', `--lab=${lab.at(conduct)}`, ...more]
    const proxy = (address: string) => ['--proxy', `http://user:${text('proxyFlag')}@${address}`]
    return [
      ...both(at('honest', '--check'), known, looked),
      ...both(at('honest'), known, healthy),
      ...both(at('honest', '--renew'), known, healthy),
      ...both(at('honest', '--prune'), known, healthy),
      ...lab.conducts
        .filter((conduct) => conduct !== 'honest')
        .map((conduct): Run => ({args: at(conduct, '--check', '--json'), env: ambient, exits: [1]})),
      {
        args: ['setup', '--tenant', lab.introduction.tenantId, ...proxy(lab.proxy('honest'))],
        env: ambient,
        exits: [1],
      },
      {
        args: ['setup', '--tenant', 'contoso.example', ...proxy(silence.at)],
        env: ambient,
        interruptedWhen: silence.asked,
        exits: interrupted,
      },
      {
        args: at('honest', '--renew', '--apply'),
        answers: [['[y/N]', 'n']],
        exits: [3],
        alone: true,
      },
      alone([1], ...at('refuses writes', '--renew', ...changing)),
      alone(healthy, ...at('honest', '--renew', ...changing, '--json')),
      alone([1], ...at('refuses', '--renew', ...changing)),
    ]
  },
  repair({lab}) {
    const at = (conduct: string, ...more: string[]) => ['repair', `--lab=${lab.at(conduct)}`, ...more]
    return [
      ...both(at('honest', 'cert.key-acl'), ambient, healthy),
      ...both(at('honest', '--resume'), ambient, healthy),
      ...both(at('refuses', '--undo'), ambient, [0, ...red]),
      ...both(at('honest', text('mistake')), ambient, wrong),
      // Takes back what setup did, if it may.
      alone([0, 1], ...at('refuses writes', '--undo', ...changing)),
      alone([0, 1, 3], ...at('honest', '--undo', ...changing)),
      alone(healthy, ...at('honest', 'cert.key-acl', ...changing)),
    ]
  },
}

/** With a token that the lab's tenant knows. */
const known = {...ambient, NPSMFA_GRAPH_TOKEN: text('labGraphToken')}
const alone = (exits: readonly number[], ...args: string[]): Run => ({args, env: known, exits, alone: true})
const changing = ['--apply', '--yes']

const both = (args: string[], env: Record<string, string>, exits: readonly number[]): Run[] =>
  [[], ['--json']].map((json) => ({args: [...args, ...json], env, exits}))
