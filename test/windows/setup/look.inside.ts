import {windowsDoor} from '../../../src/world/windows/door.ts'
import {serverState} from './server-state.ts'

// Prints the state of this server.
const {api, close} = windowsDoor()
process.stdout.write(JSON.stringify(await serverState(api)))
close()
