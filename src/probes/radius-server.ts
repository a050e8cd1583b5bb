import {CannotKnow} from '../core/evidence.ts'
import {radiusServer} from '../facts/radius-server.ts'
import {defineProbe} from '../world/probe.ts'

export default defineProbe({
  fact: radiusServer,
  via: 'RADIUS requests for nobody',
  permission: 'a RADIUS server that has this machine as client, and its shared secret (--radius HOST)',
  needs: {},
  async look(_known, {radius}, signal) {
    if (!radius) throw new CannotKnow('not-asked', 'no RADIUS server was named (--radius HOST)')
    return radius(signal).catch((error) => {
      if (!signal.aborted) throw error
      throw new CannotKnow('timeout', 'the RADIUS server had not answered when the time was up')
    })
  },
})
