import {fateOf} from '../../../checks/certificate-fate.ts'
import {certificateStore} from '../../../facts/certificate-store.ts'
import {deployment} from '../../../facts/deployment.ts'
import {extension} from '../../../facts/extension.ts'
import {npsService} from '../../../facts/nps-service.ts'
import {clientPrincipal} from '../../../facts/principal.ts'
import {privateKeys} from '../../../facts/private-keys.ts'
import {run} from '../../../facts/run.ts'
import {defineRepair} from '../../repair.ts'
import {chosen, registeredOne} from '../chosen.ts'
import {leftovers} from '../leftovers.ts'
import {restarting} from '../restarting.ts'

/** A certificate is chosen that is good already; none is deleted but what has ended. */
export const selected = defineRepair({
  check: 'cert.selected',
  endings: ['no-identifier', 'stale', 'form', 'untidy', 'ambiguous', 'beside-expired'],
  needs: {store: certificateStore, run},
  wants: {deployment, extension, keys: privateKeys, principal: clientPrincipal, service: npsService},
  steps({service, ...known}, ending) {
    const {store, run, keys, principal} = known
    const matches = store.candidates.filter((candidate) => candidate.matches !== null)
    const good = matches.find((match) => fateOf(match, {at: run.asOf, keys, principal}) === 'good')
    const wanted =
      ending === 'no-identifier' || ending === 'stale'
        ? registeredOne(known, run.asOf)
        : (good ?? (matches.length === 1 ? matches[0] : undefined))
    if (!wanted) return null
    const steps =
      ending === 'beside-expired' ? leftovers(store, wanted.sha1, run.asOf) : chosen(wanted, known)
    return steps && [...steps, ...restarting(service)]
  },
})
