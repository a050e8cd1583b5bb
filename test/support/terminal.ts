import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {cleanEnvironment, type How, program} from './doctor.ts'

export interface AtTerminal {
  status: number | null
  /** All that the terminal was sent. */
  screen: string
}

const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`

/** Runs the built program at a terminal of its own (script of util-linux), where each question gets an answer. */
export async function atTerminal(
  args: readonly string[],
  answers: readonly (readonly [question: string, answer: string])[],
  {env = {}, cwd, meanwhile}: Pick<How, 'env' | 'cwd' | 'meanwhile'> = {},
): Promise<AtTerminal> {
  const command = ['stty cols 100; exec', ...[process.execPath, program, ...args].map(quoted)].join(' ')
  const child: ChildProcess = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    env: {...cleanEnvironment(), TERM: 'dumb', ...env},
    cwd,
  })
  meanwhile?.(child)
  const left = [...answers]
  let [screen, seen] = ['', 0]
  child.stdout!.on('data', (chunk) => {
    screen += chunk
    const [next] = left
    const at = next ? screen.indexOf(next[0], seen) : -1
    if (!next || at < 0) return
    seen = at + next[0].length
    left.shift()
    child.stdin!.write(`${next[1]}\r`)
  })
  const [status] = await once(child, 'close')
  return {status, screen}
}
