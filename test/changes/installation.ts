import type {LabState} from '../../src/lab/index.ts'
import {type MemoryMachine, referenceOf, thumbprint, vendorKey} from '../../src/world/windows/memory.ts'

/** A server and its tenant. */
export interface Installation {
  machine: MemoryMachine
  tenant: LabState['tenant']
}

const byJson = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)

/** Where a key is, in one order of its members. */
const placeOf = (reference: ReturnType<typeof referenceOf>) =>
  reference && Object.fromEntries(Object.entries(reference).sort(byJson))

/** All that a change may touch, in an order of its own; without times, journals and event logs, which differ by design. */
export function wholeState({machine, tenant}: Installation) {
  const {registry, certificates, keys = [], services, journals: _journals, events: _events, ...rest} = machine
  const held = certificates.flatMap((c) =>
    c.key ? [{reference: referenceOf(c)!, facts: c.facts ?? vendorKey}] : [],
  )
  return {
    registry: Object.fromEntries(
      Object.entries(registry).map(([path, {values}]) => [
        path,
        // How a service starts is told with the service.
        values.filter(({name}) => name !== 'Start').sort(byJson),
      ]),
    ),
    certificates: certificates
      .map((c) => ({thumbprint: thumbprint(c.certificate), reference: placeOf(referenceOf(c))}))
      .sort(byJson),
    keys: [...held, ...keys]
      .map(({reference, facts}) => ({reference: placeOf(reference), facts}))
      .sort(byJson),
    services: Object.fromEntries(
      Object.entries(services).map(([name, {startedAt: _at, ...service}]) => [name, service]),
    ),
    rest,
    principals: tenant.principals.map(({keys, ...principal}) => ({
      ...principal,
      keys: keys
        .map(({keyId, certificate, endDateTime}) => ({keyId, sha1: thumbprint(certificate), endDateTime}))
        .sort(byJson),
    })),
  }
}
export type WholeState = ReturnType<typeof wholeState>

/** The same without what no undo brings back, as each plan says: keys that have ended, and applications of Microsoft's. */
export const withoutWhatStays = (state: WholeState, command: string): unknown => {
  const isOfPrincipals = /-principal\//.test(command)
  return {
    ...state,
    principals: state.principals
      .filter(({keys}) => keys.length > 0 || !isOfPrincipals)
      .map(({keys, accountEnabled, ...principal}) => ({
        ...principal,
        accountEnabled: isOfPrincipals || accountEnabled,
        keys: keys.filter(({endDateTime}) => Date.parse(endDateTime) > Date.now()),
      })),
  }
}

/** What every run makes anew: thumbprints, ids of keys, containers. */
const names = /"([0-9A-F]{40})"|"(?:keyId|objectId)":"([\w-]+)"|"(npsmfa-[0-9a-f]{16})"/g

/** The same with the names of what is new replaced, and without its end, so that what two runs have made can be compared. */
export function comparable(state: WholeState, before: WholeState): unknown {
  const known = JSON.stringify(before)
  const text = JSON.stringify(state)
  const found = [...text.matchAll(names)].map(([, ...groups]) => groups.find((group) => group !== undefined)!)
  const made = [...new Set(found)].filter((name) => !known.includes(name))
  const kind = (name: string) =>
    /^[0-9A-F]{40}$/.test(name) ? 'THUMBPRINT' : name.slice(0, 6) === 'npsmfa' ? 'container' : 'id'
  const renamed = JSON.parse(
    made.reduce((left, name) => left.replaceAll(name, kind(name)), text),
  ) as WholeState
  renamed.certificates.sort(byJson)
  renamed.keys.sort(byJson)
  for (const principal of renamed.principals)
    principal.keys = principal.keys
      .map((key) => (key.keyId === 'id' ? {...key, endDateTime: ''} : key))
      .sort(byJson)
  return renamed
}
