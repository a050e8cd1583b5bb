import {user} from '../facts/user.ts'
import {defineProbe} from '../world/probe.ts'

export default defineProbe({
  fact: user,
  via: '--user',
  needs: {},
  look: async (_known, _world, _signal, name) => name,
})
