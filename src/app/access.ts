import {openDoors} from './doors.ts'
import {openWorld} from './open-world.ts'

/** How a run that changes something comes to what it looks at, and to what it writes through. */
export interface Access {
  openWorld: typeof openWorld
  openDoors: typeof openDoors
}

export const access: Access = {openWorld, openDoors}
