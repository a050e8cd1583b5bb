// Speed and size, as ratios and bounds in one run. Prints a table; exit 1 where a bound is not kept.
import {execFileSync, spawn} from 'node:child_process'
import {mkdtempSync, readdirSync, rmSync, statSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {buildLab, startLab} from '../../src/lab/index.ts'

const node = process.execPath
const median = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!
let failed = false

function tell(what: string, figure: number, unit: string, bound: number): void {
  const kept = figure <= bound
  failed ||= !kept
  process.stdout.write(
    `${kept ? 'ok  ' : 'OVER'} ${what.padEnd(52)} ${figure.toFixed(2)} ${unit} (at most ${bound})\n`,
  )
}

interface Run {
  ms: number
  /** Peak resident memory in megabytes, where the system tells. */
  peakMb: number
  out: string
}

/** Runs a program to its end; its peak memory is its own last word on a separate descriptor. */
function run(args: readonly string[]): Promise<Run> {
  const peak =
    'data:text/javascript,process.on("exit",()=>{try{process.getBuiltinModule("node:fs").writeSync(3,String(process.resourceUsage().maxRSS))}catch{}})'
  const watched = args[0] === '-e' ? args : ['--import', peak, ...args]
  const started = performance.now()
  const child = spawn(node, watched, {stdio: ['ignore', 'pipe', 'inherit', 'pipe']})
  let out = ''
  let kilobytes = ''
  child.stdout?.on('data', (chunk) => (out += chunk))
  child.stdio[3]?.on('data', (chunk) => (kilobytes += chunk))
  return new Promise((resolve) =>
    child.once('close', () =>
      resolve({ms: performance.now() - started, peakMb: Number(kilobytes) / 1024, out}),
    ),
  )
}

/** Without the watcher, for the ratios. */
async function time(args: readonly string[]): Promise<number> {
  const started = performance.now()
  await new Promise((done) => spawn(node, args, {stdio: 'ignore'}).once('close', done))
  return performance.now() - started
}

/** The median of ratios of runs made in turn, so that a machine that drifts does not matter. */
async function ratio(args: readonly string[], times: number): Promise<number> {
  const ratios: number[] = []
  for (let i = 0; i < times; i++) {
    const mine = await time(args)
    ratios.push(mine / (await time(['-e', '0'])))
  }
  return median(ratios)
}

await time(['bin/run.js', 'doctor', '--lab'])
tell('--version against node -e 0', await ratio(['bin/run.js', '--version'], 21), '×', 1.3)
tell('doctor --help against node -e 0', await ratio(['bin/run.js', 'doctor', '--help'], 21), '×', 2.5)
tell(
  'explain of one line against node -e 0',
  await ratio(['bin/run.js', 'explain', 'request handle: -895352831 AADSTS7000112'], 21),
  '×',
  2.5,
)

const embedded: number[] = []
for (let i = 0; i < 7; i++) embedded.push(await time(['bin/run.js', 'doctor', '--lab=healthy']))
tell('doctor --lab=healthy, lab start included', median(embedded) / 1000, 's', 1.5)

async function against(latencyMs: number): Promise<{tookMs: number; peakMb: number}> {
  const lab = await startLab({...(await buildLab('healthy')), latencyMs})
  const runs: Run[] = []
  for (let i = 0; i < 5; i++) runs.push(await run(['bin/run.js', 'doctor', `--lab=${lab.address}`, '--json']))
  await lab.close()
  return {
    tookMs: median(runs.map((r) => JSON.parse(r.out).tookMs as number)),
    peakMb: median(runs.map((r) => r.peakMb)),
  }
}
const near = await against(0)
const far = await against(200)
tell('every answer 200 ms later, against none', far.tookMs - near.tookMs, 'ms', 5 * 200 + 300)
tell('peak memory of a doctor without a lab in it', near.peakMb, 'MB', 120)

const folder = mkdtempSync(join(tmpdir(), 'npsmfa-pack-'))
execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {stdio: 'ignore'})
const [tarball = ''] = readdirSync(folder)
tell('package as npm packs it', statSync(join(folder, tarball)).size / 1_048_576, 'MB', 1.5)
rmSync(folder, {recursive: true})

process.exitCode = failed ? 1 : 0
