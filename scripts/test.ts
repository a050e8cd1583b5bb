// What `npm test` runs: build, types, lint, then every suite; ends with node:test's summary.
import {spawnSync} from 'node:child_process'
import {globSync} from 'node:fs'
import {availableParallelism} from 'node:os'
import {resolve} from 'node:path'

function run(...args: string[]): void {
  // What one test file has stripped of its types and compiled, the others need not: half a second each.
  const env = {...process.env, NODE_COMPILE_CACHE: resolve('tmp/compile-cache')}
  const {status} = spawnSync(process.execPath, args, {stdio: 'inherit', env})
  if (status !== 0) process.exit(status ?? 1)
}

const chosen = process.argv.slice(2)
run('scripts/build.ts')
run('node_modules/typescript/bin/tsc', '--noEmit')
run('node_modules/@biomejs/biome/bin/biome', 'ci', '--diagnostic-level=warn', '--error-on-warnings')
// As many files at a time as there are cores, not one less: most of a suite waits for what it started.
run(
  '--test',
  '--test-timeout=180000',
  `--test-concurrency=${availableParallelism()}`,
  ...(chosen.length > 0 ? chosen : globSync('test/**/*.test.ts').sort()),
)
