import type {RegistryKey, WinApi} from '../../../src/world/windows/api.ts'
import type {WinChanges} from '../../../src/world/windows/changes/api.ts'
import {places} from './machine.ts'

/** When a key was written is looked at where it matters; a value's place among the others is Windows' affair. */
const values = (key: RegistryKey | null) =>
  key && {
    values: [...key.values].sort((a, b) => (a.name < b.name ? -1 : 1)),
    subkeys: [...key.subkeys].sort(),
  }

const each = async <T>(names: readonly string[], look: (name: string) => Promise<T>) =>
  Object.fromEntries(await Promise.all(names.map(async (name) => [name, await look(name)])))

/** By kind of thing, and its name. */
export type WholeState = Record<string, Record<string, unknown>>

/** Everything of a machine that a change could touch, so that two states can be compared whole. */
export async function stateOf(
  api: WinApi,
  changes: Pick<WinChanges, 'journals' | 'readJournal'>,
  {registry, services} = places,
): Promise<WholeState> {
  const certificates = await api.certificates()
  return {
    registry: await each(registry, async (path) => values(await api.registry(path))),
    services: await each(services, (name) => api.service(name)),
    certificates: Object.fromEntries(certificates.map((c) => [c.thumbprint, c])),
    keys: await each(
      certificates.map(({thumbprint}) => thumbprint),
      (thumbprint) => api.privateKey(thumbprint).catch((error: Error) => error.message),
    ),
    journals: await each(await changes.journals(), (name) => changes.readJournal(name)),
  }
}

/** What is another one in two states: "registry SOFTWARE\\…". */
export const differences = (was: WholeState, is: WholeState): string[] =>
  Object.keys(is).flatMap((kind) =>
    [...new Set([...Object.keys(was[kind]!), ...Object.keys(is[kind]!)])]
      .filter((name) => JSON.stringify(was[kind]![name]) !== JSON.stringify(is[kind]![name]))
      .map((name) => `${kind} ${name}`),
  )
