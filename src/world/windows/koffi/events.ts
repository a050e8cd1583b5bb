import type {Why} from '../../../core/evidence.ts'
import type {EventQuery} from '../api.ts'
import {WindowsFailure} from '../failure.ts'
import {type Block, block} from './block.ts'
import type {Budget} from './budget.ts'
import {layout} from './layout.ts'
import type {Lib} from './lib.ts'
import {dwordOut, pointerIn, textIn} from './memory.ts'

/** ERROR_EVT_CHANNEL_NOT_FOUND */
const absent = 15007
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
const mostChannels = 5_000

/** ERROR_TIMEOUT; and where Windows fails without saying how, it is not its event log that answers. */
const reasons: Readonly<Record<number, Why>> = {1460: 'timeout', 0: 'unsupported'}

function failed(lib: Lib, call: string): WindowsFailure {
  const code = lib.lastError()
  return new WindowsFailure(call, code, reasons[code])
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
    if (lib.lastError() === absent) return null
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

/** `budget` is what all looks of a run share. */
export async function events(lib: Lib, {channel, xpath, limit}: EventQuery, budget: Budget) {
  const found = lib.pointer('EvtQuery', 0n, channel, xpath, newestFirst)
  if (found === 0n) {
    if (lib.lastError() === absent) return null
    throw failed(lib, 'EvtQuery')
  }
  const look = budget.begin()
  const room = block(lib, 8 * batch + 8)
  try {
    return await read(lib, {found, room, limit, leftMs: look.leftMs})
  } finally {
    look.end()
    room.free()
    lib.number('EvtClose', found)
  }
}

interface Reading {
  found: bigint
  /** For handles of events, and their number. */
  room: Block
  limit: number
  leftMs(): number
}

async function read(lib: Lib, {found, room, limit, leftMs}: Reading): Promise<string[]> {
  const [handles, returned] = [room.put(Buffer.alloc(8 * batch)), room.put(Buffer.alloc(8))]
  const all: string[] = []
  let seen = 0
  while (seen < limit) {
    const wanted = Math.min(batch, limit - seen)
    const next = [found, wanted, handles, Math.max(0, Math.round(leftMs())), 0, returned] as const
    // Windows may search a large log for seconds: on a thread of its own. The error of that thread cannot be asked for,
    // so one that failed is tried again on this one, without waiting.
    const more =
      (await lib.later('EvtNext', ...next)) || (leftMs() > 0 && lib.number('EvtNext', ...next.with(3, 1)))
    if (!more) {
      // ERROR_TIMEOUT
      if (leftMs() <= 0) throw new WindowsFailure('EvtNext', 1460, 'timeout')
      if (lib.lastError() === noMoreItems) break
      throw failed(lib, 'EvtNext')
    }
    const count = room.bytes.readUInt32LE(8 * batch)
    all.push(
      ...rendered(
        lib,
        Array.from({length: count}, (_, i) => pointerIn(room.bytes, i * 8)),
      ),
    )
    seen += count
  }
  return all
}

/** Their XML, without those that are too large. */
function rendered(lib: Lib, events: readonly bigint[]): string[] {
  try {
    return events.map((event) => xmlOf(lib, event)).filter((xml) => xml !== null)
  } finally {
    for (const event of events) lib.number('EvtClose', event)
  }
}

function xmlOf(lib: Lib, event: bigint): string | null {
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
