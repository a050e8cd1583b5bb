import {overRadius, servedBy} from '../../catalogue/methods.ts'
import {carries, type Override, type Prompt, promptOf, pushBecomes} from '../../catalogue/transport.ts'
import type {Protocol} from '../nps/configuration.ts'
import type {Running} from '../running.ts'
import type {EntraUser, LabState} from '../state.ts'
import {reaches} from './reach.ts'
import {setting, versionOf} from './settings.ts'
import {getsToken} from './token.ts'

/** What the extension does with somebody whom NPS lets in: the second factor is `ask`ed for by a prompt. */
export type Next = 'accept' | 'reject' | 'discard' | {ask: Prompt}

export interface Signing {
  /** As the MFA service is told it. */
  name: string
  nasAddress: string | null
  protocol: Protocol
}

export function secondFactor(lab: Running, {name, nasAddress, protocol}: Signing): Next {
  const {state} = lab
  if (nasAddress !== null && setting(state, 'IP_WHITELIST').split(';').includes(nasAddress)) return 'accept'
  // Without a token there is nobody to ask, and NPS answers nothing.
  if (!getsToken(lab) || !reaches(state, setting(state, 'AZURE_MFA_HOSTNAME'))) return 'discard'
  const user = state.tenant.users.find(
    (candidate) => candidate.userPrincipalName.toLowerCase() === name.toLowerCase(),
  )
  if (!user?.accountEnabled) return 'reject'
  if (!isRegistered(user)) return setting(state, 'REQUIRE_USER_MATCH') === 'FALSE' ? 'accept' : 'reject'
  const prompt = promptFor(state, user)
  return prompt && carries[protocol]?.[prompt] ? {ask: prompt} : 'reject'
}

const kinds = ({methods}: EntraUser) =>
  methods.map((method) =>
    method['@odata.type'].replace(/^#microsoft\.graph\./, '').replace(/AuthenticationMethod$/, ''),
  )

const isRegistered = (user: EntraUser): boolean => kinds(user).some((kind) => kind in overRadius)

/** The user's own choice; a push becomes a code where the extension would have to show a number. */
function promptFor(state: LabState, user: EntraUser): Prompt | null {
  const {preferred} = user.preferences
  if (!servedBy[preferred]?.some((kind) => kinds(user).includes(kind))) return null
  return preferred === 'push'
    ? pushBecomes(versionOf(state), overrideOf(state))[0]!
    : (promptOf[preferred] ?? null)
}

function overrideOf(state: LabState): Override {
  const value = setting(state, 'OVERRIDE_NUMBER_MATCHING_WITH_OTP')
  if (value === '') return 'absent'
  return value === 'TRUE' || value === 'FALSE' ? value : 'unclear'
}
