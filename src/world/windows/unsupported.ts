import {CannotKnow} from '../../core/evidence.ts'

/** Every call rejects for one reason: another operating system, or a door that cannot be opened. */
export const withoutWindows = <Api extends object>(reason: CannotKnow): Api =>
  new Proxy({} as Api, {
    get: (_target, name) => (name === 'then' ? undefined : async () => Promise.reject(reason)),
  })

export const notWindows = new CannotKnow('unsupported', 'this can be looked at on a Windows server only')
