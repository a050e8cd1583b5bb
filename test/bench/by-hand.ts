// The doctor against the same look-ups by hand, in turn, in one run. Needs curl, openssl and ldapsearch.
import {spawn, spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {clientAppId, targetPath} from '../../src/catalogue/apps.ts'
import {clouds} from '../../src/catalogue/clouds.ts'
import {buildLab, startLab} from '../../src/lab/index.ts'
import type {Introduction} from '../../src/lab/introduction.ts'

const median = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!
for (const tool of ['curl', 'openssl', 'ldapsearch']) {
  if (spawnSync('which', [tool]).status !== 0) {
    process.stdout.write(`not measured: ${tool} is missing (apt-get install curl openssl ldap-utils)\n`)
    process.exit(process.env.CI ? 1 : 0)
  }
}

async function time(program: string, args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const started = performance.now()
  const code = await new Promise((done) =>
    spawn(program, args, {stdio: ['ignore', 'ignore', 'inherit'], env: {...process.env, ...env}}).once(
      'close',
      done,
    ),
  )
  if (code !== 0) throw new Error(`${program} ${args[0]} ended with ${code}`)
  return performance.now() - started
}

function environment(i: Introduction, folder: string): NodeJS.ProcessEnv {
  const [extension] = i.server.certificates
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text, {mode: 0o600})
    return join(folder, name)
  }
  const ca = file('ca.pem', i.ca)
  const ports = Object.entries(i.ports).map(([name, port]) => [
    `PORT_${name.replace(':443', '').replace(/[.-]/g, '_')}`,
    String(port),
  ])
  return {
    ...Object.fromEntries(ports),
    CA: ca,
    LDAPTLS_CACERT: ca,
    CERT: file('cert.pem', extension!.certificate),
    KEY: file('key.pem', extension!.key!),
    TENANT: i.tenantId,
    CLIENT: clientAppId,
    RESOURCE: `https://${clouds.public.resourceHost}/${targetPath}`,
    TOKEN: i.graphToken,
    UPN: i.users[0]!,
    LDAP_PORT: String(i.ports['dc1.ad.contoso.example:636']),
    LDAP_USER: i.directory.user,
    LDAP_PASSWORD: file('password', i.directory.password),
    LDAP_BASE: i.directory.base,
  }
}

const folder = mkdtempSync(join(tmpdir(), 'npsmfa-by-hand-'))
for (const latencyMs of [0, 40]) {
  const lab = await startLab({...(await buildLab('healthy')), latencyMs})
  const env = environment((await (await fetch(lab.address)).json()) as Introduction, folder)
  const ratios: number[] = []
  const doctor: number[] = []
  for (let n = 0; n < 7; n++) {
    const mine = await time(process.execPath, ['bin/run.js', 'doctor', `--lab=${lab.address}`], {})
    doctor.push(mine)
    ratios.push(mine / (await time('bash', ['test/bench/by-hand.sh'], env)))
  }
  await lab.close()
  process.stdout.write(
    `answers after ${latencyMs} ms: doctor ${median(doctor).toFixed(0)} ms, ${median(ratios).toFixed(2)} × the same look-ups by hand\n`,
  )
}
rmSync(folder, {recursive: true})
