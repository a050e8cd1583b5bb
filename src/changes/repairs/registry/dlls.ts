import {isFullPath, isPlain, isShortened, isWrongType} from '../../../checks/registered-dll.ts'
import {extension} from '../../../facts/extension.ts'
import {npsService} from '../../../facts/nps-service.ts'
import {type DllList, registeredDlls} from '../../../facts/registered-dlls.ts'
import {type Step, step} from '../../change.ts'
import {listedDll} from '../../kinds/listed-dll.ts'
import {defineRepair} from '../../repair.ts'
import {restarting} from '../restarting.ts'

/** Only files that are there are listed: with one that is not NPS would not start, and nobody got in. */
export const dlls = defineRepair({
  check: 'registry.dlls',
  endings: ['none', 'left-off', 'authorization-missing', 'authentication-missing', 'wrong-type', 'unusual'],
  needs: {extension, registered: registeredDlls},
  wants: {service: npsService},
  steps({extension: {authorization, authentication}, registered, service}) {
    const lists = [
      {list: 'AuthorizationDLLs', file: authorization, now: registered.authorization},
      {list: 'ExtensionDLLs', file: authentication, now: registered.authentication},
    ] as const
    if (lists.some(({file, now}) => !file || !isUnderstood(now))) return null
    return [
      ...lists.flatMap(({list, file, now}): Step[] =>
        isListed(now, file!.path) ? [] : [step(list, listedDll, {list, path: file!.path})],
      ),
      ...restarting(service),
    ]
  },
})

const isListed = (list: DllList, path: string) =>
  !isWrongType(list) && list.dlls.some(({text}) => text.toLowerCase() === path.toLowerCase())

/** Whether each line can be kept: with one of a file that is gone NPS would not start again, what is no list of lines may hold several in one, and a shortened name may be ours. */
const isUnderstood = (list: DllList) =>
  !list.cut &&
  !list.dlls.some((dll) => isShortened(dll) || isLost(dll)) &&
  (!isWrongType(list) || (isText(list) && list.dlls.every((dll) => isPlain(dll) && isOne(dll.text))))

const isLost = (dll: DllList['dlls'][number]) => dll.present === false && isFullPath(dll)
const isText = ({type}: DllList) => type === 'REG_SZ' || type === 'REG_EXPAND_SZ'
const isOne = (text: string) => /\.dll$/i.test(text) && !/[;,]|\.dll./i.test(text)
