import {type FileHandle, open, stat} from 'node:fs/promises'
import {evtxMagic} from './evtx-file.ts'
import {FollowedText, headOf} from './followed-text.ts'
import type {Follower, TakeNew} from './follower.ts'
import {isNameless, reasonOf} from './reasons.ts'

/** Windows tells other programs late that a file has grown, so the file itself is looked at. */
const everyMs = 150
/** Of a larger file only the end is looked at for what was begun before: reading it all would take too long. */
const readWhole = 67_108_864
const nearEnd = 1_048_576

const inPlace =
  'Windows rewrites an .evtx file in place, so it cannot be followed; on the server itself watch reads the live channels where no FILE is named'

/** Follows a log file by its name: as it grows, is cut short, is replaced, or comes into being. */
export function followFile(file: string, given: string): Follower {
  let text: FollowedText | null = null
  /** What stands in a file that comes later, or takes the place of another, is new. */
  let isFirst = true
  let lost: Pick<FollowedText, 'identity' | 'at'> | null = null
  let said: string | null = null

  const say = (note: string) => {
    if (note !== said) follower.notes.push(note)
    said = note
  }
  const begin = async (): Promise<FollowedText> => {
    const found = await stat(file)
    if (!found.isFile()) throw new Error(found.isDirectory() ? 'it is a folder' : 'it is no file that grows')
    const handle = await open(file, 'r')
    try {
      const {dev, ino, size} = await handle.stat({bigint: true})
      const identity = `${dev} ${ino}`
      const length = Number(size)
      if ((await headOf(handle)).toString('latin1', 0, evtxMagic.length) === evtxMagic)
        throw new Error(inPlace)
      if (lost?.identity === identity && lost.at <= length)
        return new FollowedText(handle, identity, lost.at, 0)
      if (!isFirst) return new FollowedText(handle, identity, 0, 0)
      return new FollowedText(
        handle,
        identity,
        length > readWhole ? await placeNear(handle, length) : 0,
        length,
      )
    } catch (error) {
      await handle.close()
      throw error
    }
  }
  const lookAgain = async (old: FollowedText, take: TakeNew): Promise<FollowedText> => {
    const there = await stat(file, {bigint: true}).catch(() => null)
    const replaced = there !== null && `${there.dev} ${there.ino}` !== old.identity
    if (!replaced && !(await old.wasCut())) return old
    if (replaced && (await old.readOn(take))) return old
    if (!replaced) say('it was cut short, and is read from its beginning')
    old.end(take)
    await old.handle.close()
    lost = null
    return begin()
  }

  const follower: Follower = {
    name: file,
    everyMs,
    state: 'absent',
    until: null,
    notes: [],
    async read(take) {
      try {
        text = text ? await lookAgain(text, take) : await begin()
        isFirst = false
        follower.state = 'reading'
        follower.name = file
        follower.everyMs = (await text.readOn(take)) ? 0 : everyMs
      } catch (error) {
        if (text) lost = {identity: text.identity, at: text.at}
        await text?.handle.close().catch(() => {})
        text = null
        const absent = isNameless(error)
        isFirst &&= !absent
        follower.state = absent ? 'absent' : 'unreadable'
        // A name that no file has may be a secret in the wrong place.
        if (absent) follower.name = given
        say(absent ? `${reasonOf(error)} yet; it is waited for` : reasonOf(error))
      }
    },
    close: async () => text?.handle.close(),
  }
  return follower
}

const ends = [Buffer.from('</Event>'), Buffer.from('\n')]

/** Behind the end of a record, not long before the end of a large file; its end, where there is none. */
async function placeNear(handle: FileHandle, end: number): Promise<number> {
  const from = end - nearEnd
  const {bytesRead, buffer} = await handle.read(Buffer.alloc(nearEnd), 0, nearEnd, from)
  for (const mark of ends) {
    const at = buffer.subarray(0, bytesRead).indexOf(mark)
    if (at >= 0) return from + at + mark.length
  }
  return end
}
