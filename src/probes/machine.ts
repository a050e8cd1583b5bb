import {machine} from '../facts/machine.ts'
import {defineProbe} from '../world/probe.ts'

export default defineProbe({
  fact: machine,
  via: 'the operating system',
  needs: {},
  look: async (_known, world) => world.machine,
})
