import {CannotKnow} from '../../../core/evidence.ts'
import type {NegotiationStep} from '../api.ts'
import {WindowsFailure} from '../failure.ts'
import {type Block, block} from './block.ts'
import {layout} from './layout.ts'
import type {Lib} from './lib.ts'
import {bytesAt} from './memory.ts'

/** SECPKG_CRED_OUTBOUND */
const outbound = 2
/**
 * ISC_REQ_MUTUAL_AUTH | ISC_REQ_NO_INTEGRITY: Negotiate would add signing by itself, which a domain controller refuses
 * inside TLS (MS-ADTS §5.1.1.1.2).
 */
const wanted = 0x2 | 0x800000
/** SECURITY_NATIVE_DREP */
const native = 0x10
/** SEC_I_CONTINUE_NEEDED, SEC_I_COMPLETE_NEEDED, SEC_I_COMPLETE_AND_CONTINUE */
const [continueNeeded, completeNeeded, completeAndContinue] = [0x90312, 0x90313, 0x90314]
/** SECBUFFER_TOKEN, SECBUFFER_CHANNEL_BINDINGS */
const [tokenBuffer, bindingsBuffer] = [2, 14]
/** No package makes larger tokens (Microsoft Learn, MaxTokenSize), and none takes them. */
const largestToken = 65_536
const largestBinding = 1_024
/** So many exchanges may be open; one more ends the oldest. */
const mostContexts = 8

/** An exchange: its CredHandle and CtxtHandle, 16 bytes each. */
interface Exchange {
  handles: Block
  credential: bigint
  context: bigint
  /** A context exists. */
  begun: boolean
  /** The step under way: nothing it works with may be freed. */
  running: Promise<unknown>
}

const exchanges = new Map<string, Exchange>()

/** One step of SSPI Negotiate as the current user; see `WinApi`. An exchange that fails is over. */
export async function negotiate(
  lib: Lib,
  step: NegotiationStep,
): Promise<{token: Uint8Array; done: boolean}> {
  const {context, token, channelBinding} = step
  if ((token?.length ?? 0) > largestToken || (channelBinding?.length ?? 0) > largestBinding)
    throw new CannotKnow('error', 'the server sent a larger token than Windows takes')
  if (token === null) await begin(lib, context)
  const exchange = exchanges.get(context)
  if (!exchange) throw new CannotKnow('error', 'the exchange with the server is not open')
  const taken = initialize(lib, exchange, step)
  exchange.running = taken
  try {
    return await taken
  } catch (error) {
    await endNegotiation(lib, context)
    throw error
  }
}

/** Ends an exchange, once the step that is under way is over; one that is not open is ended already. */
export async function endNegotiation(lib: Lib, context: string): Promise<void> {
  const exchange = exchanges.get(context)
  if (!exchange) return
  exchanges.delete(context)
  await exchange.running.catch(() => {})
  if (exchange.begun) lib.number('DeleteSecurityContext', exchange.context)
  lib.number('FreeCredentialsHandle', exchange.credential)
  exchange.handles.free()
}

async function begin(lib: Lib, name: string): Promise<void> {
  const [oldest] = exchanges.keys()
  if (exchanges.has(name)) await endNegotiation(lib, name)
  else if (oldest !== undefined && exchanges.size >= mostContexts) await endNegotiation(lib, oldest)
  const handles = block(lib, 40)
  const [credential, context, expiry] = [
    handles.put(Buffer.alloc(16)),
    handles.put(Buffer.alloc(16)),
    handles.put(Buffer.alloc(8)),
  ]
  const none = null
  try {
    lib.succeed(
      'AcquireCredentialsHandleW',
      none,
      'Negotiate',
      outbound,
      ...[none, none, none, none],
      credential,
      expiry,
    )
  } catch (error) {
    handles.free()
    throw error
  }
  exchanges.set(name, {handles, credential, context, begun: false, running: Promise.resolve()})
}

async function initialize(lib: Lib, exchange: Exchange, {target, token, channelBinding}: NegotiationStep) {
  const memory = block(lib, 3 * largestToken)
  try {
    const given = [
      ...(token ? [{type: tokenBuffer, content: token}] : []),
      ...(channelBinding ? [{type: bindingsBuffer, content: bindings(channelBinding)}] : []),
    ]
    const input = given.length > 0 ? described(memory, given).descriptor : null
    const output = described(memory, [{type: tokenBuffer, content: Buffer.alloc(largestToken)}])
    const [attributes, expiry] = [memory.put(Buffer.alloc(8)), memory.put(Buffer.alloc(8))]
    const {credential, context, begun} = exchange
    const status = await lib.later(
      'InitializeSecurityContextW',
      ...[credential, begun ? context : null, target, wanted, 0, native],
      ...[input, 0, context, output.descriptor, attributes, expiry],
    )
    // A failure is negative, as every HRESULT.
    if (status < 0) throw new WindowsFailure('InitializeSecurityContextW', status)
    exchange.begun = true
    if (status === completeNeeded || status === completeAndContinue)
      lib.succeed('CompleteAuthToken', context, output.descriptor)
    const {cbBuffer, pvBuffer, size} = layout.SecBuffer
    const written = bytesAt(lib, output.buffers, size)
    const length = Math.min(written.readUInt32LE(cbBuffer), largestToken)
    return {
      token: new Uint8Array(bytesAt(lib, written.readBigUInt64LE(pvBuffer), length)),
      done: status !== continueNeeded && status !== completeAndContinue,
    }
  } finally {
    memory.free()
  }
}

/** A SecBufferDesc with its SecBuffers and what they point to. */
function described(memory: Block, given: readonly {type: number; content: Uint8Array}[]) {
  const {size, cbBuffer, BufferType, pvBuffer} = layout.SecBuffer
  const list = Buffer.alloc(size * given.length)
  for (const [index, {type, content}] of given.entries()) {
    list.writeUInt32LE(content.length, index * size + cbBuffer)
    list.writeUInt32LE(type, index * size + BufferType)
    list.writeBigUInt64LE(memory.put(content), index * size + pvBuffer)
  }
  const buffers = memory.put(list)
  const {size: all, cBuffers, pBuffers} = layout.SecBufferDesc
  const descriptor = Buffer.alloc(all)
  descriptor.writeUInt32LE(given.length, cBuffers)
  descriptor.writeBigUInt64LE(buffers, pBuffers)
  return {buffers, descriptor: memory.put(descriptor)}
}

/** SEC_CHANNEL_BINDINGS: no addresses, only what binds to the connection. */
function bindings(data: Uint8Array): Buffer {
  const {size, cbApplicationDataLength, dwApplicationDataOffset} = layout.SEC_CHANNEL_BINDINGS
  const header = Buffer.alloc(size)
  header.writeUInt32LE(data.length, cbApplicationDataLength)
  header.writeUInt32LE(size, dwApplicationDataOffset)
  return Buffer.concat([header, data])
}
