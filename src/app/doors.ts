import type {Doors} from '../changes/change.ts'
import {UsageError} from '../core/usage-error.ts'
import {graphWriterAt} from '../world/entra/graph-writer.ts'
import {bearerFor} from '../world/entra/sign-in.ts'
import {tenantDoor} from '../world/entra/tenant/door.ts'
import {type Pace, usualPace} from '../world/entra/tenant/pace.ts'
import {askForToken} from '../world/entra/token.ts'
import {windowsChanges} from '../world/windows/changes/door.ts'
import type {GraphPlace} from '../world/world.ts'
import type {LabWorld} from './lab.ts'
import {labWindows} from './lab-windows.ts'

/** In a lab all happens within milliseconds. */
const labPace: Pace = {pauseMs: 30, patienceMs: 200, watchMs: 400, mostWrites: 30}

/** What a change writes through: this server and its tenant, or those of a lab. */
export function openDoors(
  {world, options, route, lab}: LabWorld,
  place: GraphPlace,
): {doors: Doors; close(): void} {
  const isReal = world.machine.source !== 'lab'
  const {api: windows, door} =
    lab && !isReal ? labWindows(lab.address) : {api: world.windows, door: windowsChanges()}
  const signIn = lab ? ({way: 'token', token: lab.introduction.adminToken} as const) : options.signIn
  let tenant: ReturnType<Doors['tenant']> | undefined
  return {
    doors: {
      windows,
      changes: door.changes,
      tenant() {
        if (signIn.way === 'none')
          throw new UsageError(
            'This changes the tenant, and no sign-in to Microsoft Graph is configured: give --sign-in device, or another one.',
          )
        tenant ??= tenantDoor(
          graphWriterAt(route, place.host, (signal) => bearerFor(route, place, signIn, signal)),
          lab ? labPace : usualPace,
        )
        return tenant
      },
      token: async (asked, signal) => (await askForToken(route, asked, signal)).token,
    },
    close: door.close,
  }
}
