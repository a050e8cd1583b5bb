import type {LogRecord} from '../../codecs/nps-log/interpret.ts'

/** `old`: it stood there before it was begun to follow. */
export type TakeNew = (record: LogRecord, old: boolean) => void

/** A log that is read on as it is written. */
export interface Follower {
  /** Its name for people: a file, a channel. */
  name: string
  /** After so many milliseconds it is looked at again. */
  everyMs: number
  /** `absent`: it is not there, and may come. What is unreadable is tried again, too. */
  state: 'reading' | 'absent' | 'unreadable'
  /** Up to this time (of this machine's clock) it is read for certain; null where that is not to be known. */
  until: number | null
  /** What is to be said of it, each thing once: why it cannot be read, that it was begun anew. */
  notes: string[]
  /** Hands over what was written since the last time; never rejects. */
  read(take: TakeNew): Promise<void>
  close(): Promise<void>
}
