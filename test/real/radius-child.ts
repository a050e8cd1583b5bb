// Signs in over RADIUS, once for each line of a JSON list on stdin, all at the same time; prints what came of each.
import {readFileSync, writeSync} from 'node:fs'
import {signIn} from '../../src/world/radius/sign-in.ts'
import {askStatus} from '../../src/world/radius/status.ts'
import type {Asking, Came} from './radius.test.ts'

const asked = JSON.parse(readFileSync(0, 'utf8')) as Asking[]
const signal = AbortSignal.timeout(50_000)
const came = asked.map(
  async ({user, password, protocol, address, port, secret, code, patience}): Promise<Came> => {
    const server = {address, port, secret: Buffer.from(secret)}
    if (user === null) return {status: (await askStatus(server, patience, signal)).ended, legs: []}
    const askCode = async () => code
    return {status: null, legs: await signIn({server, user, password, protocol, patience, askCode}, signal)}
  },
)
writeSync(1, JSON.stringify(await Promise.all(came)))
