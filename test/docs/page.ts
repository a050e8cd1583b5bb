import {spawnSync} from 'node:child_process'
import {chmodSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {cleanEnvironment, program} from '../support/doctor.ts'
import {temporaryFolder} from '../support/temp.ts'

const page = readFileSync('docs/monitoring.md', 'utf8')

/** The fenced blocks of docs/monitoring.md in some language. */
export const blocks = (language: string): string[] =>
  [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .filter(([, of]) => of === language)
    .map(([, , text]) => text!)

/** Commands of the page, each as a shell runs it, in a folder where `npsmfa` looks at a scenario of the lab. */
export function inLab(scenario: string) {
  const folder = temporaryFolder()
  const npsmfa = join(folder, 'npsmfa')
  writeFileSync(npsmfa, `#!/bin/sh\nexec ${process.execPath} ${program} "$@" --lab=${scenario}\n`)
  chmodSync(npsmfa, 0o755)
  return {
    folder,
    /** The page's text with the lab in place of what only an operator has. */
    put: (text: string) =>
      text
        .replace(/ --pfx \S+/g, '')
        .replace('/usr/local/bin/npsmfa', npsmfa)
        .replace('/var/lib/prometheus/node-exporter', folder)
        .replace('--wait 5m', '--wait 1s'),
    run: (command: string) =>
      spawnSync('sh', ['-c', command], {
        cwd: folder,
        encoding: 'utf8',
        env: {...cleanEnvironment(), PATH: `${folder}:${process.env.PATH}`},
      }),
    read: (file: string) => readFileSync(join(folder, file), 'utf8'),
  }
}
