import {referenceTo} from '../../world/windows/changes/own-keys.ts'
import {defineChange} from '../change.ts'

/** `container`: a name that nobody else has; `sddl`: who may use the key, from the first moment. */
type Args = {container: string; bits: 2048 | 3072 | 4096; sddl: string; account: string}

/** A private key of the machine in a container of its own, not exportable. */
export const containerKey = defineChange<Args, {publicKey: string | null}>({
  kind: 'container-key',
  // A container that was left half-made has no key to be seen.
  undoneAlways: true,
  look: async ({container}, {doors}) => ({publicKey: await doors.changes.publicKey(container)}),
  words: ({bits, account}) => ({
    what: `Make a private key of ${bits} bits on this server`,
    now: 'there is none of its own',
    then: `a key of the machine that cannot be exported, and that ${account} may read from its first moment`,
    undo: 'Delete that key again',
    byHand: [],
    disrupts: 'nothing',
  }),
  isDone: (_args, now) => now.publicKey !== null,
  async apply({container, bits, sddl}, _before, {doors}) {
    // What a run that was killed has left half-made.
    await doors.changes.deleteKey(referenceTo(container))
    await doors.changes.createKey({container, bits, sddl})
    return undefined
  },
  undo: ({container}, _before, {doors}) => doors.changes.deleteKey(referenceTo(container)),
})
