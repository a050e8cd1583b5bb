import type {EventQuery} from '../api.ts'
import {WindowsFailure} from '../failure.ts'
import {layout} from './layout.ts'
import type {Lib} from './lib.ts'
import {dwordOut, pointerIn, pointerOut, textIn} from './memory.ts'

/** ERROR_EVT_CHANNEL_NOT_FOUND, ERROR_FILE_NOT_FOUND */
const absent = [15007, 2]
const noMoreItems = 259
const insufficientBuffer = 122
/** EvtQueryChannelPath | EvtQueryReverseDirection */
const newestFirst = 0x1 | 0x200
const renderXml = 1
/** EvtChannelConfigEnabled */
const configEnabled = 0
const batch = 64
/** Events are seldom longer than a few kilobytes; a longer one is left out. In bytes. */
const largestEvent = 262_144
/** A look into one channel may take this long, in milliseconds. */
const lookMs = 5_000
const mostChannels = 5_000

/** Where Windows says that it failed without saying how, it is not the event log of Windows that answers. */
function failed(lib: Lib, call: string): WindowsFailure {
  const code = lib.lastError()
  return code === 0 ? new WindowsFailure(call, 0, 'unsupported') : new WindowsFailure(call, code)
}

export function eventChannels(lib: Lib): string[] {
  const list = lib.pointer('EvtOpenChannelEnum', 0n, 0)
  if (list === 0n) throw failed(lib, 'EvtOpenChannelEnum')
  try {
    const names: string[] = []
    const [name, used] = [Buffer.alloc(1024), dwordOut()]
    while (names.length < mostChannels && lib.number('EvtNextChannelPath', list, 512, name, used))
      names.push(textIn(name))
    const code = lib.lastError()
    if (names.length < mostChannels && code !== noMoreItems) throw failed(lib, 'EvtNextChannelPath')
    return names
  } finally {
    lib.number('EvtClose', list)
  }
}

export function channelEnabled(lib: Lib, channel: string): boolean | null {
  const configuration = lib.pointer('EvtOpenChannelConfig', 0n, channel, 0)
  if (configuration === 0n) {
    if (absent.includes(lib.lastError())) return null
    throw failed(lib, 'EvtOpenChannelConfig')
  }
  try {
    const {size, BooleanVal} = layout.EVT_VARIANT
    const variant = Buffer.alloc(size)
    const used = dwordOut()
    if (!lib.number('EvtGetChannelConfigProperty', configuration, configEnabled, 0, size, variant, used))
      throw failed(lib, 'EvtGetChannelConfigProperty')
    return variant.readUInt32LE(BooleanVal) !== 0
  } finally {
    lib.number('EvtClose', configuration)
  }
}

export function events(lib: Lib, {channel, xpath, limit}: EventQuery): string[] | null {
  const found = lib.pointer('EvtQuery', 0n, channel, xpath, newestFirst)
  if (found === 0n) {
    if (absent.includes(lib.lastError())) return null
    throw failed(lib, 'EvtQuery')
  }
  try {
    return read(lib, found, limit)
  } finally {
    lib.number('EvtClose', found)
  }
}

function read(lib: Lib, found: bigint, limit: number): string[] {
  const until = performance.now() + lookMs
  const [handles, returned] = [Buffer.alloc(8 * batch), dwordOut()]
  const all: string[] = []
  while (all.length < limit) {
    const left = Math.round(until - performance.now())
    // ERROR_TIMEOUT
    if (left <= 0) throw new WindowsFailure('EvtNext', 1460, 'timeout')
    const wanted = Math.min(batch, limit - all.length)
    if (!lib.number('EvtNext', found, wanted, handles, left, 0, returned)) {
      if (lib.lastError() === noMoreItems) break
      throw failed(lib, 'EvtNext')
    }
    for (let i = 0; i < returned.readUInt32LE(); i++) {
      const event = pointerIn(handles, i * 8)
      const xml = rendered(lib, event)
      lib.number('EvtClose', event)
      if (xml !== null) all.push(xml)
    }
  }
  return all
}

function rendered(lib: Lib, event: bigint): string | null {
  const [used, properties] = [dwordOut(), dwordOut()]
  lib.number('EvtRender', 0n, event, renderXml, 0, null, used, properties)
  const size = used.readUInt32LE()
  if (lib.lastError() !== insufficientBuffer && size === 0) throw failed(lib, 'EvtRender')
  if (size > largestEvent) return null
  const buffer = Buffer.alloc(size)
  if (!lib.number('EvtRender', 0n, event, renderXml, size, buffer, used, properties))
    throw failed(lib, 'EvtRender')
  return textIn(buffer)
}

export function auditing(lib: Lib, subcategory: string): {success: boolean; failure: boolean} {
  const out = pointerOut()
  lib.must('AuditQuerySystemPolicy', guid(subcategory), 1, out)
  const address = pointerIn(out)
  const {size, AuditingInformation} = layout.AUDIT_POLICY_INFORMATION
  const bits = Buffer.from(new Uint8Array(lib.koffi.view(address, size)).slice()).readUInt32LE(
    AuditingInformation,
  )
  lib.number('AuditFree', address)
  // POLICY_AUDIT_EVENT_SUCCESS, POLICY_AUDIT_EVENT_FAILURE
  return {success: (bits & 1) !== 0, failure: (bits & 2) !== 0}
}

/** A GUID's bytes in memory: its first three parts are little-endian. */
function guid(text: string): Buffer {
  const hex = text.replace(/[{}-]/g, '')
  const bytes = Buffer.from(hex, 'hex')
  bytes.subarray(0, 4).reverse()
  bytes.subarray(4, 6).reverse()
  bytes.subarray(6, 8).reverse()
  return bytes
}
