import type {LogEntry} from './entry.ts'

/** A log as a source of entries, oldest first. */
export interface EntrySource {
  /** Time of its first entry. */
  first: number
  next(): Promise<readonly LogEntry[] | null>
}

interface Head {
  source: EntrySource
  batch: readonly LogEntry[]
  at: number
}

/** Gives away the entries of several logs as one, oldest first; a log that begins later is opened later. */
export async function merge(
  sources: readonly EntrySource[],
  take: (told: LogEntry) => void,
  goOn: () => boolean,
): Promise<void> {
  const waiting = [...sources].sort((a, b) => a.first - b.first)
  const heads: Head[] = []
  const nowOf = ({batch, at}: Head) => batch[at]!.at
  for (;;) {
    while (waiting[0] && (heads.length === 0 || waiting[0].first <= Math.min(...heads.map(nowOf)))) {
      const head = await refill({source: waiting.shift()!, batch: [], at: 0})
      if (head) heads.push(head)
    }
    if (heads.length === 0) {
      if (waiting.length === 0 || !goOn()) return
      continue
    }
    const oldest = heads.reduce((a, b) => (nowOf(b) < nowOf(a) ? b : a))
    const others = Math.min(
      waiting[0]?.first ?? Number.POSITIVE_INFINITY,
      ...heads.map((head) => (head === oldest ? Number.POSITIVE_INFINITY : nowOf(head))),
    )
    do take(oldest.batch[oldest.at++]!)
    while (oldest.at < oldest.batch.length && oldest.batch[oldest.at]!.at <= others)
    if (oldest.at < oldest.batch.length) continue
    if (!goOn()) return
    if (!(await refill(oldest))) heads.splice(heads.indexOf(oldest), 1)
  }
}

async function refill(head: Head): Promise<Head | null> {
  for (;;) {
    const batch = await head.source.next()
    if (batch === null) return null
    if (batch.length === 0) continue
    head.batch = batch
    head.at = 0
    return head
  }
}
