import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {formats} from '../../src/render/formats.ts'
import {silence} from '../canary/silence.ts'
import {npsmfa} from '../support/doctor.ts'
import {freePort} from '../support/ports.ts'
import {temporaryFolder} from '../support/temp.ts'

const folder = temporaryFolder()
const at = (scenario: string) => join(folder, `${scenario}.json`)

/** A scenario for each verdict, and for a warning: what everybody is told by the exit status, and what Nagios is. */
for (const [scenario, exit, nagios] of [
  ['healthy', 0, 0],
  ['inspection-trusted', 0, 1],
  ['client-principal-disabled', 1, 2],
  ['graph-forbidden', 3, 3],
] as const)
  test(`${scenario}: exit ${exit} in every format but Nagios’, ${nagios} in that`, async () => {
    const bundle = at(scenario)
    assert.equal((await npsmfa(['doctor', `--lab=${scenario}`, '--bundle', bundle])).code, exit)
    for (const format of Object.keys(formats)) {
      const shown = await npsmfa(['doctor', '--from', bundle, '--format', format])
      assert.deepEqual([shown.code, shown.stderr], [format === 'nagios' ? nagios : exit, ''], format)
    }
  })

test('--output and NPSMFA_FORMAT: the same report with the same exit status, in every format', async () => {
  const bundle = at('client-principal-disabled')
  for (const format of Object.keys(formats)) {
    const shown = await npsmfa(['doctor', '--from', bundle, '--format', format])
    const output = join(folder, `report.${format}`)
    const written = await npsmfa(['doctor', '--from', bundle, '--output', output], {
      env: {NPSMFA_FORMAT: format},
    })
    assert.deepEqual([written.code, written.stdout], [shown.code, ''], format)
    assert.equal(
      readFileSync(output, 'utf8').replace(/\b\d+ m?s\b/, ''),
      shown.stdout.replace(/\b\d+ m?s\b/, ''),
    )
  }
})

test('what ends without a report is UNKNOWN to Nagios, not CRITICAL', async () => {
  const nobody = `--lab=http://127.0.0.1:${await freePort()}`
  for (const [args, says] of [
    [['doctor', '--format', 'nagios', '--nonsense'], /There is no such flag/],
    [['check', 'nonsense', '--format=nagios', '--lab'], /There is no such check and no such area/],
    [['doctor', '--lab=helthy|x', '--format', 'nagios'], /There is no such scenario/],
    [['doctor', nobody, '--format', 'nagios'], /No lab answers/],
  ] as const) {
    const {code, stdout} = await npsmfa(args)
    assert.equal(code, 3, args.join(' '))
    assert.match(stdout, /^NPSMFA UNKNOWN - [^|\n]+\n$/)
    assert.match(stdout, says)
  }
  const {code, stdout} = await npsmfa(['doctor', '--nonsense'], {env: {NPSMFA_FORMAT: 'nagios'}})
  assert.equal(code, 3)
  assert.match(stdout, /^NPSMFA UNKNOWN - /)
})

test('a bug is UNKNOWN to Nagios, with its lines on stderr', async () => {
  const {code, stdout, stderr} = await npsmfa(['doctor', '--lab', '--format', 'nagios'], {
    node: ['--import', 'data:text/javascript,AbortSignal.timeout=()=>{throw new Error("broken")}'],
  })
  assert.equal(code, 3)
  assert.match(stdout, /^NPSMFA UNKNOWN - this is a bug in npsmfa[^\n]*\n$/)
  assert.match(stderr, /Error: broken\n +at /)
})

test('what was ended from outside is UNKNOWN to Nagios', async () => {
  const silent = await silence()
  const {code, stdout} = await npsmfa(['doctor', '--proxy', `http://${silent.at}`, '--format', 'nagios'], {
    meanwhile: (child) => silent.asked().then(() => child.kill('SIGTERM')),
  })
  silent.close()
  assert.deepEqual([code, stdout], [3, 'NPSMFA UNKNOWN - interrupted\n'])
})
