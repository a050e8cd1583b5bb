import {defineFact} from '../core/fact.ts'
import {radiusShapes, type TestSignIn} from '../core/radius.ts'

/** Only `npsmfa radius` makes one, after asking: it may ring a phone. */
export const radiusSignIn = defineFact<TestSignIn>({
  key: 'radius-sign-in',
  about: 'a test sign-in over RADIUS',
  shape: radiusShapes.signIn,
  identifies: {
    user: ['/user'],
    text: ['/legs/*/answer/message', '/legs/*/answer/chapError/message'],
  },
  measured: ['/legs/*/ms', '/legs/*/sends'],
})
