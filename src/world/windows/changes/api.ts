import type {KeyReference, RegistryValue, Service} from '../api.ts'

export interface KeyWish {
  /** Name of the container, which must not exist yet; at most 260 characters (MAX_PATH), as CAPI limits it. */
  container: string
  /** Length of the RSA key. */
  bits: 2048 | 3072 | 4096
  /** The DACL in SDDL: "D:P(A;;FA;;;SY)…". */
  sddl: string
}

export interface CreatedKey {
  /** What a certificate says to have this key. */
  reference: KeyReference
  /** PEM (SubjectPublicKeyInfo). */
  publicKey: string
}

/** Whether a service has a SID of its own in its token (SERVICE_SID_INFO). */
export type SidType = 'none' | 'unrestricted' | 'restricted'

export type ChosenStartType = Extract<Service['startType'], 'automatic' | 'manual' | 'disabled'>

/** A service that is started or stopped may be waited for at most so long, in milliseconds. */
export const longestWaitMs = 120_000

/**
 * What a change may do to Windows, and what it must look at beside `WinApi` to do it. Apart from that, so that whoever
 * holds a `WinApi` cannot write. Arguments and answers are plain data, so that a process of its own can do the work.
 *
 * Every call rejects with `WindowsFailure` as those of `WinApi` do. How far one came that failed, ran out of time or ended
 * with its process nobody knows, unless it says so here: what there is then is looked at again. What is done already when
 * a call begins is no failure, but for `createKey`: each may be repeated after a run that was killed.
 *
 * A call that writes holds the lock from then on, and rejects where another run holds it (ERROR_SHARING_VIOLATION).
 */
export interface WinChanges {
  /**
   * Takes the lock that keeps two runs apart; false where another one holds it. It goes with the process, however that
   * ends, and with `close`.
   */
  lock(): Promise<boolean>

  /**
   * Sets a value below HKEY_LOCAL_MACHINE in the 64-bit view and flushes it to the disk; makes the key where it is
   * missing. A value that is `cut` or REG_NONE is refused: reading does not tell all of it, so it could not be put back.
   */
  setRegistryValue(path: string, value: RegistryValue): Promise<void>
  /** An absent value, or key, is no failure. */
  deleteRegistryValue(path: string, name: string): Promise<void>

  /**
   * Makes an RSA key of the machine in a container of its own, not exportable, under its DACL from the first moment:
   * the container gets it while it is still empty. An existing container is refused (NTE_EXISTS), be it a half-made one:
   * `publicKey` tells whether there is a key in it, `deleteKey` removes it. One that cannot be finished is removed again.
   */
  createKey(wish: KeyWish): Promise<CreatedKey>
  /** PEM of the key in a container that `createKey` made; null where there is no such container, or no key in it yet. */
  publicKey(container: string): Promise<string | null>
  /** Signs (RSASSA-PKCS1-v1_5 with SHA-256) with the key in such a container, which needs no certificate yet. */
  signWithKey(container: string, data: Uint8Array): Promise<Uint8Array>
  /** The DACL of a key in SDDL; null where the provider keeps none. */
  keyDacl(key: KeyReference): Promise<string | null>
  /** Replaces the whole DACL of an existing key, and rejects where it does not read back (ERROR_INVALID_ACL). */
  setKeyDacl(key: KeyReference, sddl: string): Promise<void>
  /** Removes a key with its container. An absent one is no failure; its certificate, if any, stays. */
  deleteKey(key: KeyReference): Promise<void>

  /**
   * Puts a certificate (PEM) into LocalMachine\My together with where its key is, in one write. One that is there with
   * that key already is left as it is; with another key, or none, it is refused (CRYPT_E_EXISTS).
   */
  addCertificate(certificate: string, key: KeyReference | null): Promise<void>
  /** Takes a certificate out of LocalMachine\My; an absent one is no failure. Its key stays. */
  removeCertificate(thumbprint: string): Promise<void>

  /** The services that depend on it and are not stopped, in the order in which they can be stopped. */
  dependentServices(name: string): Promise<readonly string[]>
  /**
   * Resolves when the service runs: starts one that is stopped, continues one that is paused, waits for one that is about
   * to do either. Rejects as soon as it has ended again, with the code it ended with, and `timeout` after `withinMs`.
   */
  startService(name: string, withinMs: number): Promise<void>
  /**
   * Resolves when the service is stopped. What depends on it is not stopped with it: while any of that runs it is refused
   * (ERROR_DEPENDENT_SERVICES_RUNNING), so that each is stopped, and started again, knowingly.
   */
  stopService(name: string, withinMs: number): Promise<void>
  setStartType(name: string, startType: ChosenStartType): Promise<void>
  /** Holds from the next start of the service; Windows keeps it as ServiceSidType in the service's registry key. */
  setSidType(name: string, sidType: SidType): Promise<void>

  /** The folder of the journals: only administrators and SYSTEM may look into it. */
  journalFolder(): Promise<string>
  /** Their names, in no order. */
  journals(): Promise<readonly string[]>
  /** Null where there is none of that name. At most 8 MB. */
  readJournal(name: string): Promise<string | null>
  /**
   * Writes a journal whole or not at all; when it resolves the disk has it. The folder is made with its DACL where it is
   * missing, and refused where others could have written there. `name` is letters, digits, "-", "_" and ".".
   */
  writeJournal(name: string, text: string): Promise<void>
  /** An absent one is no failure. */
  removeJournal(name: string): Promise<void>
}

export type ChangeCall = keyof WinChanges

/** The calls that write; the others only look. */
export const writingCalls: ReadonlySet<ChangeCall> = new Set([
  'setRegistryValue',
  'deleteRegistryValue',
  'createKey',
  'setKeyDacl',
  'deleteKey',
  'addCertificate',
  'removeCertificate',
  'startService',
  'stopService',
  'setStartType',
  'setSidType',
  'writeJournal',
  'removeJournal',
] as const)

/** Windows as a run may change it, for as long as that run needs it. */
export interface ChangesDoor {
  changes: WinChanges
  /** Ends the process that does it, and lets the lock go. */
  close(): void
}
