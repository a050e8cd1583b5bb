import {createServer} from 'node:http'
import type {Introduction} from '../../src/lab/index.ts'
import {listening} from '../support/ports.ts'
import {mfaHost, mfaService} from './mfa.ts'
import {nps, password, secret} from './nps.ts'

/** A server that knows what is spent there: a password's try, or a phone that rings. */
export interface Witness {
  spent(): readonly string[]
  close(): void
}

export interface Witnesses extends Witness {
  /** HOST:PORT of NPS. */
  nps: string
  /** Of a lab whose servers are these, for --lab. */
  lab: string
  /** How many requests came about anybody or nobody. */
  asked(): number
}

/** An installation in which every server that could ring or count a password is watched; one for each run. */
export async function witnesses(real: Introduction): Promise<Witnesses> {
  const [radius, mfa] = await Promise.all([nps(), mfaService()])
  // Further servers that can ring stand here.
  const all: readonly Witness[] = [radius, mfa]
  const introduction = {
    ...real,
    ca: `${real.ca}${mfa.ca}`,
    ports: {...real.ports, [`${mfaHost}:443`]: mfa.port},
    radius: {...real.radius, address: radius.at, secret, password},
  }
  const introducing = createServer((_request, response) => response.end(JSON.stringify(introduction)))
  const lab = `http://127.0.0.1:${await listening(introducing)}`
  return {
    nps: radius.at,
    lab,
    asked: radius.asked,
    spent: () => all.flatMap((witness) => witness.spent()),
    close() {
      introducing.close()
      for (const witness of all) witness.close()
    },
  }
}
