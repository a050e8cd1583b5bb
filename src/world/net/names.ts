import {type ChildProcess, fork} from 'node:child_process'
import {getServers, promises, type SrvRecord} from 'node:dns'
import {isIP} from 'node:net'
import {extname, join} from 'node:path'
import {bareEnvironment} from '../child-environment.ts'
import {codeOf, LayerFailure} from './layers.ts'

/** Turns host names into addresses. `close` ends whatever look-up still hangs. */
export interface Names {
  /** Who answers, in words. */
  resolver: string
  lookup(host: string): Promise<string[]>
  /** SRV records; rejects with the resolver's own error where the answer was not one of the usual failures. */
  services(name: string): Promise<SrvRecord[]>
  close(): void
}

const failures: Record<string, string> = {
  ENOTFOUND: 'not-found',
  ENODATA: 'not-found',
  EAI_NONAME: 'not-found',
  ETIMEOUT: 'timeout',
  ETIMEDOUT: 'timeout',
}

const failed = (host: string, resolver: string, code: string) =>
  new LayerFailure('name', failures[code] ?? 'failed', `${resolver} answered ${code} for ${host}`, {resolver})

/** The wait for SRV records, in milliseconds; they are asked of the name server directly. */
const serviceMs = 3_000

async function services(asking: promises.Resolver, name: string, resolver: string): Promise<SrvRecord[]> {
  try {
    return await asking.resolveSrv(name)
  } catch (error) {
    const code = codeOf(error)
    throw code in failures ? failed(name, resolver, code) : error
  }
}

/**
 * The operating system's own resolution (hosts file, search list, policy), in a child process: a getaddrinfo that
 * hangs cannot be cancelled and would hold this process even past process.exit.
 */
export function systemNames(): Names {
  const resolver = `the system's resolver (${getServers().join(', ') || 'no server configured'})`
  const waiting = new Map<number, (reply: {addresses?: string[]; code?: string}) => void>()
  let child: ChildProcess | null = null
  let closed = false
  let last = 0

  const start = (): ChildProcess => {
    // The same file beside this one, as TypeScript source or in the bundle.
    const file = join(import.meta.dirname, `resolver-child${extname(import.meta.filename)}`)
    // Enough threads that eight look-ups that hang do not hold up the ninth.
    const env = {...bareEnvironment(), UV_THREADPOOL_SIZE: '16'}
    const started = fork(file, [], {execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env})
    started.on('message', (reply: {id: number; addresses?: string[]; code?: string}) => {
      waiting.get(reply.id)?.(reply)
      waiting.delete(reply.id)
    })
    const gone = () => {
      for (const answer of waiting.values()) answer({code: 'the look-up process ended'})
      waiting.clear()
      child = null
    }
    started.on('error', gone)
    started.on('exit', gone)
    return started
  }

  return {
    resolver,
    async lookup(host) {
      if (isIP(host)) return [host]
      if (closed) throw failed(host, resolver, 'ECANCELLED')
      child ??= start()
      const id = ++last
      const reply = await new Promise<{addresses?: string[]; code?: string}>((resolve) => {
        waiting.set(id, resolve)
        child?.send({id, host}, (error) => error && resolve({code: codeOf(error)}))
      })
      if (!reply.addresses?.length) throw failed(host, resolver, reply.code ?? 'ENODATA')
      return reply.addresses
    },
    services: (name) => services(new promises.Resolver({timeout: serviceMs, tries: 1}), name, resolver),
    close() {
      closed = true
      child?.kill('SIGKILL')
    },
  }
}

/** Asks one name server directly: the lab's. */
export function serverNames(server: string): Names {
  const open = new Set<promises.Resolver>()
  const resolver = `the name server ${server}`
  return {
    resolver,
    async lookup(host) {
      if (isIP(host)) return [host]
      const asking = new promises.Resolver({timeout: 5000, tries: 1})
      asking.setServers([server])
      open.add(asking)
      try {
        return await asking.resolve4(host)
      } catch (error) {
        throw failed(host, resolver, codeOf(error))
      } finally {
        open.delete(asking)
      }
    },
    services(name) {
      const asking = new promises.Resolver({timeout: serviceMs, tries: 1})
      asking.setServers([server])
      return services(asking, name, resolver)
    },
    close() {
      for (const asking of open) asking.cancel()
    },
  }
}

/** Asks for each name once in a run: a name that hangs is waited for together, and nobody changes the answer meanwhile. */
export function remembering(names: Names): Names {
  const asked = new Map<string, Promise<string[]>>()
  const lookup = (host: string) => {
    const answer = asked.get(host) ?? names.lookup(host)
    asked.set(host, answer)
    return answer
  }
  return {...names, lookup}
}
