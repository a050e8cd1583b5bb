import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {mkdtempSync, readdirSync, readFileSync, readlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'

export interface Ended {
  status: number | null
  stdout: string
  stderr: string
  /** From start to end, in milliseconds. */
  ms: number
}

export interface Service {
  /** Sends a signal to the service and all its children. */
  signal(name: 'TERM' | 'KILL' | 'STOP' | 'CONT'): Promise<void>
  /** Ends it and waits for its end. */
  stop(): Promise<void>
}

/** What one program sees as /etc/hosts (name → address, or several) and as the name server of /etc/resolv.conf. */
export interface Names {
  hosts: Readonly<Record<string, string | readonly string[]>>
  resolver?: string
}

interface Starting {
  env?: Readonly<Record<string, string>>
  input?: string
  names?: Names
}

const limitSeconds = 60
const keeperName = 'keeper-of-the-island'

/**
 * A machine within the machine: a network of its own (only loopback, all its addresses and ports free), names of its
 * own, and processes that all end with it, however the tests end.
 */
export class Island {
  /** A temporary folder that goes with the island. */
  readonly folder: string
  readonly #keeper: ChildProcess
  readonly #enter: readonly string[]

  private constructor(folder: string, keeper: ChildProcess) {
    this.folder = folder
    this.#keeper = keeper
    const keeping = `/proc/${keeper.pid}`
    const spaces = ['net=ns/net', 'mount=ns/mnt', 'pid=ns/pid_for_children', 'root=root', 'wd=root']
    this.#enter = spaces.map((space) => `--${space.replace('=', `=${keeping}/`)}`)
  }

  static async open(): Promise<Island> {
    const folder = mkdtempSync(join(tmpdir(), 'npsmfa-real-'))
    writeFileSync(join(folder, 'hosts'), '')
    writeFileSync(join(folder, 'resolv.conf'), '')
    writeFileSync(join(folder, 'nsswitch.conf'), 'passwd: files\ngroup: files\nhosts: files dns\n')
    const script = [
      'set -e',
      'ip link set lo up',
      ...['hosts', 'resolv.conf', 'nsswitch.conf'].map((f) => `mount --bind "$1/${f}" "/etc/${f}"`),
      // What squid and libfaketime share, and leave behind, stays here.
      'mount -t tmpfs -o mode=1777 tmpfs /dev/shm',
      'echo ready',
      // The first process of the island: once this process is gone it ends, and with it everything there.
      'while read -r _; do :; done',
      'kill -s KILL -- -1 || true',
      'rm -rf "$1"',
    ].join('\n')
    const args = [
      '--net',
      '--mount',
      '--pid',
      '--fork',
      '--kill-child',
      'sh',
      '-c',
      script,
      keeperName,
      folder,
    ]
    const keeper = spawn('unshare', args, {stdio: ['pipe', 'pipe', 'pipe']})
    const said = collect(keeper)
    const ready = once(keeper.stdout!, 'data')
    const ended = once(keeper, 'close').then(() => Promise.reject(new Error(`no island: ${said().stderr}`)))
    await Promise.race([ready, ended])
    ended.catch(() => {})
    return new Island(folder, keeper)
  }

  /** Runs a program on the island to its end. */
  async run(program: string, args: readonly string[], starting: Starting = {}): Promise<Ended> {
    const {env, input = '', names} = starting
    const command = ['timeout', '--kill-after=1', String(limitSeconds), program, ...args]
    const seeing = names ? this.#seeing(names) : []
    const started = performance.now()
    const child = this.#spawn([...seeing, ...command], env)
    const said = collect(child)
    child.stdin!.on('error', () => {})
    child.stdin!.end(input)
    const [status] = (await once(child, 'close')) as [number | null]
    return {status, ...said(), ms: performance.now() - started}
  }

  /** The same; fails unless the program succeeds. */
  async must(program: string, args: readonly string[], starting: Starting = {}): Promise<string> {
    const {status, stdout, stderr} = await this.run(program, args, starting)
    if (status !== 0) throw new Error(`${program} ${args[0]} ended with ${status}: ${stderr}${stdout}`)
    return stdout
  }

  /** Starts a program that stays, and waits until it listens on each of `ports` ("tcp 127.0.0.1:443"). */
  async start(program: string, args: readonly string[], ports: readonly string[]): Promise<Service> {
    // Its number on the island comes first. A session of its own, so that its children get its signals; its parent
    // gets none, since nsenter stops with a child that stops.
    const script = 'setsid "$@" <&0 & echo $!; wait'
    const child = this.#spawn(['sh', '-c', script, 'sh', program, ...args])
    const said = collect(child)
    const closed = once(child, 'close')
    await Promise.race([once(child.stdout!, 'data'), closed])
    const pid = Number.parseInt(said().stdout, 10)
    const signal = async (name: string) => {
      await this.run('sh', ['-c', 'kill -s "$1" -- "-$2"', 'sh', name, String(pid)])
    }
    for (const until = Date.now() + 20_000; !ports.every((port) => this.#listening(port)); await pause(10)) {
      if (child.exitCode === null && Date.now() < until) continue
      await signal('KILL')
      throw new Error(`${program} does not listen on ${ports.join(', ')}: ${said().stderr}${said().stdout}`)
    }
    return {
      signal,
      async stop() {
        await signal('TERM')
        const late = setTimeout(signal, 3_000, 'KILL')
        await closed
        clearTimeout(late)
      },
    }
  }

  /** The command lines of what runs on the island now, but for its keeper. */
  processes(): string[] {
    const space = readlinkSync(`/proc/${this.#keeper.pid}/ns/pid_for_children`)
    return readdirSync('/proc').flatMap((pid) => {
      try {
        if (!/^\d+$/.test(pid) || readlinkSync(`/proc/${pid}/ns/pid`) !== space) return []
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
        // What has ended has none.
        return line === '' || line.includes(keeperName) ? [] : [line]
      } catch {
        return []
      }
    })
  }

  /** Ends everything that still runs on it. */
  async close(): Promise<void> {
    const gone = once(this.#keeper, 'close')
    this.#keeper.stdin!.end()
    await gone
  }

  /** The beginning of a command that sees other names than the rest of the island. */
  #seeing({hosts, resolver}: Names): string[] {
    const folder = mkdtempSync(join(this.folder, 'names-'))
    const lines = Object.entries(hosts).flatMap(([name, a]) =>
      [a].flat().map((address) => `${address} ${name}\n`),
    )
    writeFileSync(join(folder, 'hosts'), `127.0.0.1 localhost\n${lines.join('')}`)
    writeFileSync(join(folder, 'resolv.conf'), resolver ? `nameserver ${resolver}\n` : '')
    const mounts = ['hosts', 'resolv.conf'].map((file) => `mount --bind "$1/${file}" "/etc/${file}"`)
    const script = ['set -e', ...mounts, 'shift', 'exec "$@"'].join('\n')
    return ['unshare', '--mount', 'sh', '-c', script, 'sh', folder]
  }

  #spawn(command: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
    return spawn('nsenter', [...this.#enter, '--', ...command], {
      stdio: ['pipe', 'pipe', 'pipe'],
      // Nothing of what is set on the machine itself: no proxy, no certificates, no npsmfa settings.
      env: {PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: this.folder, LANG: 'C.UTF-8', ...env},
    })
  }

  #listening(port: string): boolean {
    const [protocol, address = '', number] = port.split(/[ :]/)
    const table = readFileSync(`/proc/${this.#keeper.pid}/net/${protocol}`, 'utf8')
    // The kernel's table holds an address as a little-endian word.
    const word = Buffer.from(address.split('.').map(Number).reverse()).toString('hex')
    const at = `${word}:${Number(number).toString(16).padStart(4, '0')}`.toUpperCase()
    const state = protocol === 'udp' ? '07' : '0A'
    return table.split('\n').some((line) => {
      const [, local, , is] = line.trim().split(/\s+/)
      return local === at && is === state
    })
  }
}

function collect(child: ChildProcess): () => {stdout: string; stderr: string} {
  const chunks = {stdout: [] as Buffer[], stderr: [] as Buffer[]}
  child.stdout!.on('data', (chunk: Buffer) => chunks.stdout.push(chunk))
  child.stderr!.on('data', (chunk: Buffer) => chunks.stderr.push(chunk))
  const text = (list: Buffer[]) => Buffer.concat(list).toString('utf8')
  return () => ({stdout: text(chunks.stdout), stderr: text(chunks.stderr)})
}
