// Runs on Windows' own Node.js, as whoever runs this and without a password: looks people and a server up, and prints what
// was found.
// node negotiate-child.ts CONTROLLER CA.PEM USER…
import {readFileSync, writeSync} from 'node:fs'
import {diagnose} from '../../src/app/diagnose.ts'
import {defaults} from '../../src/app/options.ts'
import {liveRoute} from '../../src/app/world.ts'
import membership from '../../src/probes/ras-ias-membership.ts'
import {directoryAt} from '../../src/world/directory/directory.ts'
import {machineTrust} from '../../src/world/net/trust.ts'
import {windowsDoor} from '../../src/world/windows/door.ts'

const [controller = '', ca = '', ...users] = process.argv.slice(2)
const {api, close} = windowsDoor()
// Wine is a member of no domain, so where the domain controller is must be said here; the proof is Windows' own.
const windows = {
  joinedDomain: async () => controller.replace(/^[^.]*\./, ''),
  domainController: async () => ({name: controller, domain: '', site: null}),
  negotiate: api.negotiate,
  endNegotiation: api.endNegotiation,
}
const access = {windows, user: 'CONTOSO\\reader', ca: readFileSync(ca, 'utf8')}
const {report} = await diagnose({users, only: ['directory', 'user.in-ad'], directory: access})

const route = {...(await liveRoute(defaults, api)), trust: machineTrust(access.ca)}
const directory = directoryAt(route, access)
const machine = {name: 'NPS01', platform: 'win32', as: access.user, elevated: true, source: 'live' as const}
const world = {directory, windows: {...api, ...windows}} as never
const member = await membership
  .look({machine}, world, AbortSignal.timeout(20_000), '')
  .catch((error: Error) => error.message)
directory.close()
route.names.close()
close()
writeSync(1, JSON.stringify({report, member}))
