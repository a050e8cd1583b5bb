import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {NegotiationStep} from '../../src/world/windows/api.ts'
import {layout} from '../../src/world/windows/koffi/layout.ts'
import type {Lib} from '../../src/world/windows/koffi/lib.ts'
import type {Koffi} from '../../src/world/windows/koffi/load.ts'
import {endNegotiation, negotiate} from '../../src/world/windows/koffi/negotiate.ts'

const [ok, continueNeeded, logonDenied] = [0, 0x90312, 0x8009030c | 0]
const flush = () => new Promise((done) => setImmediate(done))

/** Windows' memory, in which addresses are multiples of 1 MB, and SSPI in it: each step ends with the next status. */
function pretence(statuses: readonly number[], hold: Promise<void> = Promise.resolve()) {
  const blocks = new Map<bigint, Buffer>()
  let next = 0n
  const at = (address: bigint, length: number): Buffer => {
    for (const [start, bytes] of blocks)
      if (address >= start && address < start + BigInt(bytes.length))
        return bytes.subarray(Number(address - start), Number(address - start) + length)
    throw new Error('no memory there: it was freed, or never was')
  }
  const koffi = {
    alloc(_type: string, size: number) {
      next += 1_048_576n
      blocks.set(next, Buffer.from(new ArrayBuffer(size)))
      return {address: next}
    },
    free: ({address}: {address: bigint}) => blocks.delete(address),
    address: ({address}: {address: bigint}) => address,
    view(memory: {address: bigint} | bigint, length: number) {
      const bytes = at(typeof memory === 'bigint' ? memory : memory.address, length)
      return bytes.byteOffset === 0
        ? bytes.buffer
        : bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + length)
    },
  }
  const called: string[] = []
  const given: {type: number; content: string}[][] = []
  const buffersAt = (descriptor: bigint) => {
    const {size, cBuffers, pBuffers} = layout.SecBufferDesc
    const bytes = at(descriptor, size)
    const list = bytes.readBigUInt64LE(pBuffers)
    return Array.from({length: bytes.readUInt32LE(cBuffers)}, (_, i) => at(list + BigInt(i * 16), 16))
  }
  const lib = {
    koffi: koffi as unknown as Koffi,
    number: (name: string) => called.push(name),
    succeed: (name: string) => void called.push(name),
    async later(_name: string, ...values: unknown[]) {
      await hold
      const [, , , , , , input, , , output] = values as (bigint | null)[]
      const {cbBuffer, BufferType, pvBuffer} = layout.SecBuffer
      given.push(
        input
          ? buffersAt(input).map((one) => ({
              type: one.readUInt32LE(BufferType),
              content: at(one.readBigUInt64LE(pvBuffer), one.readUInt32LE(cbBuffer)).toString('latin1'),
            }))
          : [],
      )
      const [buffer] = buffersAt(output!)
      at(buffer!.readBigUInt64LE(pvBuffer), 5).write('proof')
      buffer!.writeUInt32LE(5, cbBuffer)
      return statuses[Math.min(given.length - 1, statuses.length - 1)]!
    },
  } as unknown as Lib
  return {lib, called, given, blocks}
}

const first = (context: string, more: Partial<NegotiationStep> = {}): NegotiationStep => ({
  ...{context, target: 'ldap/dc1', token: null},
  ...more,
})
const count = (called: readonly string[], name: string) => called.filter((one) => one === name).length

test('tokens go there and back, with what binds them to the connection', async () => {
  const {lib, given, blocks} = pretence([continueNeeded, ok])
  const channelBinding = Buffer.from('tls-server-end-point:hash')
  const begun = await negotiate(lib, first('a', {channelBinding}))
  assert.deepEqual([String(Buffer.from(begun.token)), begun.done], ['proof', false])
  assert.equal(
    (await negotiate(lib, first('a', {channelBinding, token: Buffer.from('of the server')}))).done,
    true,
  )
  const header = Buffer.alloc(32)
  header.writeUInt32LE(channelBinding.length, 24)
  header.writeUInt32LE(32, 28)
  const bindings = {type: 14, content: `${header.toString('latin1')}${channelBinding}`}
  assert.deepEqual(given, [[bindings], [{type: 2, content: 'of the server'}, bindings]])
  await endNegotiation(lib, 'a')
  assert.equal(blocks.size, 0)
})

test('an exchange that fails is over, and all it held is given back', async () => {
  const {lib, called, blocks} = pretence([logonDenied])
  await assert.rejects(negotiate(lib, first('a')), {call: 'InitializeSecurityContextW', code: 0x8009030c})
  assert.deepEqual(called, ['AcquireCredentialsHandleW', 'FreeCredentialsHandle'])
  assert.equal(blocks.size, 0)
  await assert.rejects(negotiate(lib, first('a', {token: Buffer.of(1)})), /not open/)
})

test('of more than eight exchanges the oldest is ended', async () => {
  const {lib, called, blocks} = pretence([continueNeeded])
  for (let i = 0; i < 12; i++) await negotiate(lib, first(`context ${i}`))
  assert.equal(count(called, 'DeleteSecurityContext'), 4)
  await assert.rejects(negotiate(lib, first('context 3', {token: Buffer.of(1)})), /not open/)
  await negotiate(lib, first('context 4', {token: Buffer.of(1)}))
  for (let i = 0; i < 12; i++) await endNegotiation(lib, `context ${i}`)
  assert.equal(count(called, 'FreeCredentialsHandle'), 12)
  assert.equal(blocks.size, 0)
})

test('what Windows still works with is not freed', async () => {
  let release = () => {}
  const hold = new Promise<void>((done) => {
    release = done
  })
  const {lib, called, blocks} = pretence([continueNeeded], hold)
  const running = negotiate(lib, first('a'))
  await flush()
  const ended = endNegotiation(lib, 'a')
  await flush()
  assert.equal(blocks.size, 2)
  release()
  await Promise.all([running, ended])
  assert.deepEqual(called.slice(1), ['DeleteSecurityContext', 'FreeCredentialsHandle'])
  assert.equal(blocks.size, 0)
})

test('a token larger than any is not handed to Windows', async () => {
  const {lib, called} = pretence([ok])
  await assert.rejects(negotiate(lib, first('a', {token: Buffer.alloc(65_537)})), /larger token/)
  assert.deepEqual(called, [])
})
