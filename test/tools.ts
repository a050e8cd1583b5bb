import {spawnSync} from 'node:child_process'
import {test} from 'node:test'

/** `test` for files that compare with programs nobody here wrote: skipped with the reason where one is missing, failed in CI. */
export function testWith(...tools: string[]) {
  const missing = tools.filter((tool) => spawnSync(tool, ['--version'], {stdio: 'ignore'}).error)
  const reason =
    missing.length > 0 ? `${missing.join(', ')} not found; apt-get install ${missing.join(' ')}` : false
  if (reason && process.env.CI) throw new Error(reason)
  return (name: string, run: () => Promise<void> | void) => test(name, {skip: reason}, run)
}
