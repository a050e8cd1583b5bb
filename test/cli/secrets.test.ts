import assert from 'node:assert/strict'
import {test} from 'node:test'
import {npsmfa, type Ran} from '../support/doctor.ts'
import {besideLab} from '../support/lab-process.ts'

const secret = 'C4n4rySecret'
const hidden = ({stdout, stderr}: Ran) => {
  assert.ok(!stdout.includes(secret), `on stdout: ${stdout}`)
  assert.ok(!stderr.includes(secret), `on stderr: ${stderr}`)
  for (const form of [Buffer.from(secret).toString('base64').slice(0, 14), encodeURIComponent(secret)])
    assert.ok(!`${stdout}${stderr}`.includes(form))
}

/** Secrets in places where they do not belong: nothing of it may be repeated, since output goes into tickets. */
const misplaced: [args: string[], env?: Record<string, string>][] = [
  [['doctor', `--nonsense=${secret}`]],
  [['doctor', '--ldap-password', secret]],
  [['doctor', `--ldap-password=${secret}`, '--strict']],
  [['doctor', '--lab', secret]],
  [['doctor', '--', secret]],
  [['doctor', `-${secret}`]],
  [['doctor', `-p${secret}`]],
  [['doctor', `--no-${secret}`]],
  [['doctor', `--strict=${secret}`]],
  [['doctor', '--cloud', secret]],
  [['doctor', `--cloud=public ${secret} x`]],
  [['doctor', '--cloud', `line\n${secret}`]],
  [['doctor', '--format', secret]],
  [['doctor', '--sign-in', `a=${secret}`]],
  [['doctor', '--pfx', 'x', `--key=some ${secret} file`]],
  [['doctor', '--pfx', 'x', '--cert', `line\n${secret}`]],
  [['doctor', '--pfx', `x/${secret}`]],
  [['doctor', '--proxy', `ftp://user:${secret}@proxy`]],
  [['doctor', '--proxy', `http://user:${secret}@`]],
  [['doctor', '--proxy', `http://user:${secret}@proxy:99999`]],
  [['doctor', '--ldap', `ldaps://user:${secret}@dc1`, '--ldap-user', 'x']],
  [['doctor', `--lab=http://user:${secret}@127.0.0.1:1`]],
  [['radius', '--user', 'a@b', `--password=${secret}`]],
  [['radius', '--user', 'a@b', '--secret', secret]],
  [['radius', '--user', 'a@b', '--yes', '--server', `user:${secret}@nps1`]],
  [['radius', '--user', 'a@b', '--yes', '--attribute', `User-Password=${secret}`]],
  [['radius', '--user', 'a@b', '--yes', `--nas-ip=${secret}`]],
  [['radius', '--user', 'a@b', '--yes'], {NPSMFA_USER_PASSWORD: secret}],
  [['radius', '--user', 'a@b'], {NPSMFA_RADIUS_SECRET: secret, NPSMFA_USER_PASSWORD: secret}],
  [['lab', 'healthy', secret]],
  [['lab', 'list', secret]],
  [['list', secret]],
  [['doctr', '--ldap-password', secret]],
  [['doctor', '--deadline', '0'], {NPSMFA_LDAP_PASSWORD: secret, NPSMFA_GRAPH_TOKEN: secret}],
  [['doctor'], {NPSMFA_FORMAT: secret}],
  [['doctor'], {NPSMFA_CLOUD: `a ${secret}`}],
  [['doctor'], {HTTPS_PROXY: `socks5://user:${secret}@proxy`}],
  [['doctor'], {ALL_PROXY: `http://user:${secret}@proxy:99999`}],
  [['doctor', '--ldap', 'ldaps://dc1'], {NPSMFA_LDAP_PASSWORD: secret}],
]

for (const [args, env = {}] of misplaced) {
  const shown = [...Object.entries(env).map((pair) => pair.join('=')), ...args]
    .join(' ')
    .replaceAll(secret, '…')
  for (const json of [[], ['--json']])
    test(`${shown.replaceAll('\n', '⏎')} ${json} repeats no secret`, async () => {
      const [command, ...rest] = args
      const ran = await npsmfa([command!, ...json, ...rest], {env})
      hidden(ran)
      assert.deepEqual([ran.code, ran.stdout], [2, ''])
    })
}

test('a proxy’s credentials, a directory’s password and a token appear nowhere in a report', async () => {
  const nowhere = 'http://127.0.0.1:9'
  for (const proxy of [
    {args: ['--proxy', `http://user:${secret}@127.0.0.1:9`]},
    {args: [], env: {HTTPS_PROXY: `http://user:${secret}@127.0.0.1:9`}},
    {args: ['--proxy', `user:${secret}@127.0.0.1:9`]},
    {args: ['--proxy', 'http://user@127.0.0.1:9'], env: {NPSMFA_PROXY_PASSWORD: secret}},
  ])
    for (const format of ['text', 'json']) {
      const ran = await npsmfa(
        [
          'doctor',
          '--debug',
          '--format',
          format,
          '--deadline',
          '3s',
          '--user',
          'a@b.example',
          '--ldap',
          'ldaps://127.0.0.1:9',
          '--ldap-user',
          'x',
          ...proxy.args,
        ],
        {env: {NPSMFA_LDAP_PASSWORD: secret, NPSMFA_GRAPH_TOKEN: secret, ...proxy.env}},
      )
      hidden(ran)
      assert.ok(ran.stdout.includes(nowhere), 'the proxy itself is named')
      assert.equal(ran.code, 1)
    }
})

test('a lab’s own secrets appear in no report of it', async () => {
  await besideLab(
    async ({address, state}) => {
      for (const format of ['text', 'json']) {
        const {stdout, stderr, code} = await npsmfa([
          'doctor',
          '--debug',
          '--format',
          format,
          `--lab=${address}`,
        ])
        for (const known of [state.directory.bind.password, secret, 'PRIVATE KEY', 'eyJ'])
          assert.ok(!`${stdout}${stderr}`.includes(known), known)
        assert.equal(code, 0)
      }
    },
    (state) => {
      state.graphToken = secret
    },
  )
})
