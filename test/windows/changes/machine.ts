import {type ContractMachine, contractMachine} from '../contract-machine.ts'

const services = 'SYSTEM\\CurrentControlSet\\Services'
const dependsOn = (name: string) => ({
  values: [{name: 'DependOnService', type: 'REG_MULTI_SZ', data: [name]}] as const,
  writtenAt: null,
})

/** The contract's machine, with two services that hang on IAS, one by the other. */
export async function changeableMachine(): Promise<ContractMachine> {
  const made = await contractMachine()
  const {machine} = made
  const service = {startType: 'manual', account: 'LocalSystem', state: 'stopped', startedAt: null} as const
  machine.services = {...machine.services, Near: {...service}, Far: {...service}, Pausing: {...service}}
  machine.registry = {
    ...machine.registry,
    [`${services}\\IAS`]: {values: [], writtenAt: null},
    [`${services}\\Near`]: dependsOn('IAS'),
    [`${services}\\Far`]: dependsOn('near'),
  }
  return made
}

/** What this machine's state is looked for in: names of keys of the registry, of services, and of files. */
export const places = {
  registry: [
    'SOFTWARE\\npsmfa contract',
    'SOFTWARE\\npsmfa new',
    `${services}\\IAS`,
    `${services}\\Stopped`,
    `${services}\\Near`,
  ],
  services: ['IAS', 'Stopped', 'Paused', 'Near', 'Far'],
}
