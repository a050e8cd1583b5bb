import {defineFact} from '../core/fact.ts'
import {radiusShapes, type ServerAnswers} from '../core/radius.ts'

export const radiusServer = defineFact<ServerAnswers>({
  key: 'radius-server',
  about: 'what the RADIUS server answers about nobody',
  shape: radiusShapes.server,
  identifies: {
    host: ['/server', '/address'],
    text: ['/alive', '/nobody/signed', '/nobody/unsigned'].flatMap((leg) => [
      `${leg}/answer/message`,
      `${leg}/answer/chapError/message`,
    ]),
  },
  measured: ['/alive', '/nobody/signed', '/nobody/unsigned'].flatMap((leg) => [`${leg}/ms`, `${leg}/sends`]),
})
