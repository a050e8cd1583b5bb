import {upnSuffix} from '../healthy/names.ts'
import type {LabState, Scenario} from '../state.ts'
import {directory, host} from './change.ts'

const lookAt = (name: string) => (state: LabState) => {
  state.users = [`${name}@${upnSuffix}`]
}

export const users: readonly Scenario[] = [
  {
    name: 'user-not-in-ad',
    about: 'Erik has an account in Entra only; NPS cannot know him.',
    code: 'user.in-ad/absent',
    exit: 1,
    change: lookAt('erik'),
  },
  {
    name: 'user-not-in-entra',
    about: 'Nora’s account on premises was never synchronised.',
    code: 'user.in-entra/absent',
    exit: 1,
    change: lookAt('nora'),
  },
  {
    name: 'user-upn-mismatch',
    about: 'Lee’s principal name on premises is still that of a former company; Entra knows another.',
    code: 'user.same-person/upn-differs',
    exit: 1,
    change: lookAt('lee'),
  },
  {
    name: 'user-upn-whitespace',
    about: 'Trail’s principal name on premises ends in an invisible carriage return.',
    code: 'user.in-ad/upn-whitespace',
    exit: 1,
    change: lookAt('trail'),
  },
  {
    name: 'user-anchor-mismatch',
    about: 'Mia’s account was made anew on premises; Entra still holds the anchor of the former one.',
    code: 'user.same-person/anchor-differs',
    exit: 0,
    change: lookAt('mia'),
  },
  {
    name: 'directory-name-missing',
    about: 'Sign-ins work; the name of the domain controller that the operator gave does not exist.',
    code: null,
    exit: 3,
    change: (state) => host(state, state.directory.host, {dns: 'nxdomain'}),
  },
  {
    name: 'directory-silent',
    about: 'The domain controller accepts connections and answers nothing.',
    code: null,
    exit: 3,
    change: (state) => directory(state, {behaviour: 'silent'}),
  },
  {
    name: 'directory-wrong-password',
    about: 'The password of the account that reads the directory has changed.',
    code: null,
    exit: 3,
    change: (state) => directory(state, {knownPassword: 'Last-Year5!'}),
  },
]
