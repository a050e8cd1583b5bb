import {CannotKnow} from '../core/evidence.ts'
import type {WindowsDoor} from '../world/windows/door.ts'
import {memoryWinApi} from '../world/windows/memory.ts'
import {introduced, openLab} from './lab.ts'

export interface LabWatch {
  address: string
  /** Somebody to sign in there. */
  user: string
  /** The lab's server, whose event channels are as they are now at each look. */
  windows: WindowsDoor
  close(): Promise<void>
}

const gone = new CannotKnow('error', 'the lab does not answer any more')

/** The lab to be watched: started here by a scenario's name, or found at an address that `npsmfa lab` printed. */
export async function labWatch(lab: string, signal: AbortSignal): Promise<LabWatch> {
  const started = /^https?:/.test(lab) ? null : await openLab(lab)
  const close = async () => started?.close()
  try {
    const address = started?.address ?? lab
    const {server, users} = await introduced(address, signal)
    const then = memoryWinApi(server)
    // A look that has begun is finished.
    const untilItEnds = new AbortController().signal
    const now = () =>
      introduced(address, untilItEnds).then(
        (introduction) => memoryWinApi(introduction.server),
        () => {
          throw gone
        },
      )
    const api = {
      ...then,
      events: async (query: Parameters<typeof then.events>[0]) => (await now()).events(query),
    }
    return {address, user: users[0] ?? 'alice@contoso.example', windows: {api, close() {}}, close}
  } catch (error) {
    await close()
    throw error
  }
}
