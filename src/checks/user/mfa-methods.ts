import {overRadius, servedBy} from '../../catalogue/methods.ts'
import {defineCheck} from '../../core/check.ts'
import {fail, pass, warn} from '../../core/outcome.ts'
import {authenticationMethods} from '../../facts/authentication-methods.ts'
import {user} from '../../facts/user.ts'
import {throughGraph} from '../ways.ts'

const register = {
  do: ['Let the user register the Authenticator app or a phone at https://aka.ms/mysecurityinfo.'],
  owner: 'user',
  disrupts: 'nothing',
} as const

export default defineCheck({
  id: 'user.mfa-methods',
  title: 'The user has a second factor that works over RADIUS',
  needs: {user, registered: authenticationMethods},
  after: ['user.in-entra'],
  through: throughGraph,
  outcomes: {
    usable: pass('{user} can use {methods}; the default is {preferred}.'),
    'default-unknown': pass('{user} can use {methods}; which of them is the default was not told.'),
    none: fail('{user} has registered no second factor: the MFA service refuses the sign-in.', register),
    'none-usable': fail('{user} has registered only {others}, which cannot be used over RADIUS.', register),
    'no-default': warn('{user} can use {methods}, but has not chosen a default method.', {
      ...register,
      do: ['Let the user choose a default sign-in method at https://aka.ms/mysecurityinfo.'],
    }),
    'default-missing': warn(
      '{user} has chosen {preferred} as default, but no longer has a method for it ({methods}).',
      {
        ...register,
        do: [
          'Let the user choose another default, or register the method again, at https://aka.ms/mysecurityinfo.',
        ],
      },
    ),
  },
  judge({user, registered}, say) {
    const {methods: all, preferred} = registered
    const usable = all.filter((kind) => kind in overRadius)
    if (all.length === 0) return say('none', {user})
    if (usable.length === 0) return say('none-usable', {user, others: all})
    const methods = usable.map((kind) => overRadius[kind]!)
    if (preferred === null) return say('default-unknown', {user, methods})
    if (preferred === 'none') return say('no-default', {user, methods})
    const served = servedBy[preferred]?.some((kind) => all.includes(kind)) ?? true
    return say(served ? 'usable' : 'default-missing', {user, methods, preferred})
  },
})
