import {run} from '../facts/run.ts'
import {defineProbe} from '../world/probe.ts'

export default defineProbe({
  fact: run,
  via: 'this machine’s clock',
  needs: {},
  async look(_known, world) {
    const at = new Date().toISOString()
    return {at, asOf: at, users: [...world.asked.users]}
  },
})
