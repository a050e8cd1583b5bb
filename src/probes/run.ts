import {run} from '../facts/run.ts'
import {defineProbe} from '../world/probe.ts'

export default defineProbe({
  fact: run,
  via: 'this machine’s clock',
  needs: {},
  look: async (_known, world) => ({at: new Date().toISOString(), users: [...world.asked.users]}),
})
