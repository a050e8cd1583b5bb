// Asks a RADIUS server about nobody and signs in, once for each line of a JSON list on stdin, all at the same time; prints
// what came of each.
import {readFileSync, writeSync} from 'node:fs'
import {radiusFindings} from '../../src/app/radius.ts'
import {judge} from '../../src/diagnosis/radius/judge.ts'
import {askAboutNobody} from '../../src/world/radius/about-nobody.ts'
import {signIn} from '../../src/world/radius/sign-in.ts'
import type {Asking, Came} from './radius.test.ts'

const asked = JSON.parse(readFileSync(0, 'utf8')) as Asking[]
const signal = AbortSignal.timeout(50_000)
const names = {lookup: async (address: string) => [address]}
const came = asked.map(async ({user, code, ...asking}): Promise<Came> => {
  const {address, port, secret, protocol, patience} = asking
  const server = {address, port, secret: Buffer.from(secret)}
  const answers = await askAboutNobody({host: address, port, secret}, names, signal)
  const askCode = async () => code
  const legs = user === null ? [] : await signIn({...asking, server, user, askCode}, signal)
  const {timeoutMs} = patience
  const test = {...answers, user: user ?? '', protocol, timeoutMs, legs}
  const findings = radiusFindings(test)
  return {legs, code: judge(test, findings).code, codes: findings.map((finding) => finding.code)}
})
writeSync(1, JSON.stringify(await Promise.all(came)))
