import {settings} from '../facts/settings.ts'
import {defineProbe} from '../world/probe.ts'

export default defineProbe({
  fact: settings,
  via: 'the command line and the environment',
  needs: {},
  look: async (_known, world) => world.asked.settings,
})
