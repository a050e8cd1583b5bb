import {pause} from '../../../core/until.ts'
import {plain} from '../../../core/words.ts'
import {WriteRefused, WriteUnsure} from '../write-failure.ts'
import {digest, entryFor, type TenantKey} from './key.ts'
import {Ledger, type Rewritten, type Wish} from './ledger.ts'
import {waitAsAsked} from './pace.ts'
import {pathOf, permission} from './principal.ts'
import {type Keys, type Rewriting, readKeys, settledKeys} from './settled.ts'

/** The list could not be brought in order: these keys were there, and are not now. */
export class KeysLost extends Error {
  readonly keys: readonly TenantKey[]
  constructor(keys: readonly TenantKey[], why: string, cause?: unknown) {
    const names = keys.map(({keyId, sha1}) => (sha1 ? `${keyId} (${sha1})` : keyId)).join(', ') || 'our own'
    super(
      plain(`keys of the service principal were lost to another writer and not put back: ${names}; ${why}`),
      {
        cause,
      },
    )
    this.name = 'KeysLost'
    this.keys = keys
  }
}

/** Adds a certificate where no proof is to be had. Nothing is written where it is there already. */
export async function addKeyToList(
  rewriting: Rewriting,
  der: Uint8Array,
): Promise<Rewritten & {keyIds: string[]}> {
  const sha256 = digest('sha256', der)
  const of = (keys: Keys) => [...keys.values()].filter((key) => key.sha256 === sha256)
  const isMade = (keys: Keys) => of(keys).length > 0
  const wish = {what: 'write the list of keys', add: entryFor(der), remove: null, isMade}
  const took = await rewriteKeys(rewriting, wish)
  return {...took, keyIds: of(await readKeys(rewriting)).map(({keyId}) => keyId)}
}

/** Takes a key away where no proof is to be had. */
export const removeKeyFromList = (rewriting: Rewriting, keyId: string): Promise<Rewritten> =>
  rewriteKeys(rewriting, {
    what: 'write the list of keys',
    add: null,
    remove: keyId,
    isMade: (keys) => !keys.has(keyId),
  })

/**
 * Changes the list of keys as a whole, which is all that Graph offers where no key proves anything. There is no ETag:
 * whoever has read an older list may overwrite ours, and we theirs. So the list is written right after two equal
 * reads, watched afterwards, and written again with whatever vanished. What remains is a writer slower than the watch.
 */
async function rewriteKeys(rewriting: Rewriting, wish: Wish): Promise<Rewritten> {
  const ledger = new Ledger(wish)
  try {
    while (!(await isDone(rewriting, ledger, wish)));
    return ledger.report()
  } catch (error) {
    if (error instanceof KeysLost || ledger.vanished.length === 0) throw error
    throw new KeysLost(ledger.vanished, String((error as Error).message), error)
  }
}

const always = () => true

/** One round: looks, and either stays to watch or writes. */
async function isDone(rewriting: Rewriting, ledger: Ledger, wish: Wish): Promise<boolean> {
  const {pace, signal} = rewriting
  const enough = ledger.writes > 0 ? wish.isMade : always
  if (ledger.learn(await settledKeys(rewriting, enough)))
    return ledger.writes === 0 || staysGood(rewriting, ledger)
  if (ledger.writes > 0) {
    // Others who have lost write again, too: not all at once.
    await pause(Math.random() * pace.patienceMs, signal)
    if (ledger.learn(await settledKeys(rewriting, always))) return false
  }
  if (ledger.writes >= pace.mostWrites)
    throw new KeysLost(
      ledger.vanished,
      `${ledger.writes} lists were overwritten; try again when nobody else does`,
    )
  await write(rewriting, ledger, wish)
  return false
}

async function staysGood(rewriting: Rewriting, ledger: Ledger): Promise<boolean> {
  const {pace, signal} = rewriting
  for (const end = performance.now() + pace.watchMs; performance.now() < end; ) {
    await pause(pace.pauseMs, signal)
    if (!ledger.learn(await readKeys(rewriting))) return false
  }
  return true
}

/** A refusal because Graph was too busy, or because the list is not what was read, leaves all to the next round. */
async function write({graph, appId, signal}: Rewriting, ledger: Ledger, {what}: Wish): Promise<void> {
  try {
    await graph.patch(pathOf(appId), {keyCredentials: ledger.next()}, {what, permission, signal})
    ledger.wrote()
  } catch (error) {
    if (error instanceof WriteUnsure) return ledger.wrote()
    if (!(error instanceof WriteRefused)) throw error
    if (error.why === 'throttled') return waitAsAsked(error, signal)
    if (error.why !== 'request' || !ledger.mayHaveChanged()) throw error
  }
}
