import {CannotKnow} from '../core/evidence.ts'
import {radiusSignIn} from '../facts/radius-sign-in.ts'
import {defineProbe} from '../world/probe.ts'

/** Nobody is signed in by a look: that would ring phones and count passwords. */
export default defineProbe({
  fact: radiusSignIn,
  via: 'npsmfa radius',
  permission: 'a test sign-in, which asks first (npsmfa radius --user UPN)',
  needs: {},
  look() {
    const detail = 'nobody was signed in for a test, which may ring a phone (npsmfa radius --user UPN)'
    return Promise.reject(new CannotKnow('not-asked', detail))
  },
})
