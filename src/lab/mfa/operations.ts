import {setTimeout} from 'node:timers/promises'
import {targetPath} from '../../catalogue/apps.ts'
import type {Operation} from '../../codecs/mfa/contracts.ts'
import type {Fields} from '../../codecs/mfa/document.ts'
import type {Members} from '../../codecs/mfa/write.ts'
import type {Running} from '../running.ts'
import {beginMembers, endMembers, methodsMembers, type Outcome, refused} from './answer.ts'
import {begin} from './begin.ts'
import {end} from './end.ts'
import {availableTo, personOf} from './person.ts'

/** Between two looks at what a user does, for a client that waits in its call; in milliseconds. */
const pollMs = 50
/** The data centre of this lab. */
const dataCentre = 'LAB'

type Operate = (lab: Running, request: Fields, url: URL) => Members | Promise<Members>

export const operations: Readonly<Record<Operation, Operate>> = {
  GetAvailableAuthenticationMethods(lab, request) {
    const name = request.text('UserPrincipalName') ?? ''
    const found = lab.state.mfa.result ?? personOf(lab.state, name)
    const [result, methods] = typeof found === 'string' ? [found, []] : ['Success', availableTo(found)]
    return methodsMembers(result, methods, name, lab.now())
  },
  async BeginTwoWayAuthentication(lab, request, url) {
    const begun = begin(lab, request)
    const outcome = request.flag('SyncCall') ? await decided(lab, begun) : begun
    return beginMembers(outcome, request.text('UserPrincipalName') ?? '', affinityUrl(url))
  },
  EndTwoWayAuthentication(lab, request, {searchParams}) {
    const here = !lab.state.mfa.affinity || searchParams.get('dc') === dataCentre
    const [session, user, code] = ['SessionId', 'UserPrincipalName', 'AdditionalAuthData'].map((name) =>
      request.text(name),
    ) as [string | null, string | null, string | null]
    return endMembers(here ? end(lab, {session: session ?? '', user, code}) : refused('InvalidSession'))
  },
}

const affinityUrl = ({origin}: URL): string =>
  `${origin}/${targetPath}/EndTwoWayAuthentication?dc=${dataCentre}`

/** Waits for the user, as a client wants that does not poll. */
async function decided(lab: Running, begun: Outcome): Promise<Outcome> {
  const {session} = begun
  if (session === null || begun.decided !== null) return begun
  for (;;) {
    const outcome = end(lab, {session, user: null, code: null})
    if (outcome.decided !== null) return {...outcome, session}
    await setTimeout(pollMs, undefined, {signal: lab.closed})
  }
}
