import {X509Certificate} from 'node:crypto'
import type {KeyReference} from '../api.ts'
import {notElevatedToChange, WindowsFailure} from '../failure.ts'
import {failing, type MemoryMachine, referenceOf, thumbprint, vendorKey} from '../memory.ts'
import {sameKey} from '../same-key.ts'
import {type ChangeCall, type ChangesDoor, type WinChanges, writingCalls} from './api.ts'
import {holding} from './holding.ts'
import {journalPath} from './journal-name.ts'
import {createKey, deleteKey, keyDacl, publicKey, setKeyDacl, signWithKey} from './memory-keys.ts'
import {deleteRegistryValue, setRegistryValue} from './memory-registry.ts'
import {dependentServices, setSidType, setStartType, startService, stopService} from './memory-services.ts'

/** What keeps two runs apart. */
export interface Lock {
  /** Whether it is held now, by whoever asks. */
  take(): Promise<boolean>
  release(): void
}

const folder = 'C:\\ProgramData\\npsmfa'

/** A Windows server in memory, to be changed: what changes is the machine that `memoryWinApi` reads. */
export function memoryChanges(machine: MemoryMachine, lock = lockOf(machine)): ChangesDoor {
  const changes: WinChanges = {
    lock: async () => lock.take(),
    setRegistryValue: async (path, value) => setRegistryValue(machine, path, value),
    deleteRegistryValue: async (path, name) => deleteRegistryValue(machine, path, name),
    createKey: async (wish) => createKey(machine, wish),
    publicKey: async (container) => publicKey(machine, container),
    signWithKey: async (container, data) => signWithKey(machine, container, data),
    keyDacl: async (key) => keyDacl(machine, key),
    setKeyDacl: async (key, sddl) => setKeyDacl(machine, key, sddl),
    deleteKey: async (key) => deleteKey(machine, key),
    addCertificate: async (certificate, key) => addCertificate(machine, certificate, key),
    removeCertificate: async (wanted) => removeCertificate(machine, wanted.toUpperCase()),
    dependentServices: async (name) => dependentServices(machine, name),
    startService: async (name) => startService(machine, name),
    stopService: async (name) => stopService(machine, name),
    setStartType: async (name, startType) => setStartType(machine, name, startType),
    setSidType: async (name, sidType) => setSidType(machine, name, sidType),
    journalFolder: async () => folder,
    journals: async () => Object.keys(machine.journals ?? {}),
    readJournal: async (name) => machine.journals?.[checked(name)] ?? null,
    writeJournal: async (name, text) => {
      machine.journals = {...machine.journals, [checked(name)]: text}
    },
    removeJournal: async (name) => {
      const {[checked(name)]: _gone, ...left} = machine.journals ?? {}
      machine.journals = left
    },
  }
  const guarded = holding(failing(elevatedOnly(machine, changes), machine.failing ?? {}), writingCalls)
  return {changes: guarded, close: () => lock.release()}
}

/** A name that is none is refused as it is on Windows. */
function checked(name: string): string {
  journalPath(folder, name)
  return name
}

function addCertificate(machine: MemoryMachine, certificate: string, key: KeyReference | null): void {
  const wanted = fingerprintOf(certificate)
  const there = machine.certificates.find((c) => thumbprint(c.certificate) === wanted)
  if (there) {
    // CRYPT_E_EXISTS
    if (!sameKey(referenceOf(there), key))
      throw new WindowsFailure('CertAddCertificateContextToStore', 0x80092005)
    return
  }
  machine.certificates = [...machine.certificates, {certificate, key: null, ...(key && {reference: key})}]
}

function removeCertificate(machine: MemoryMachine, wanted: string): void {
  const gone = machine.certificates.filter((c) => thumbprint(c.certificate) === wanted)
  for (const {key, facts = vendorKey, ...entry} of gone)
    if (key) machine.keys = [...(machine.keys ?? []), {reference: referenceOf({key, ...entry})!, key, facts}]
  machine.certificates = machine.certificates.filter((c) => !gone.includes(c))
}

function fingerprintOf(certificate: string): string {
  try {
    return new X509Certificate(certificate).fingerprint.replaceAll(':', '')
  } catch {
    // CRYPT_E_ASN1_BADTAG
    throw new WindowsFailure('CertCreateCertificateContext', 0x8009310b)
  }
}

/** Only administrators may look into the folder of the journals. */
const readingJournals: readonly ChangeCall[] = ['lock', 'journals', 'readJournal']

const elevatedOnly = (machine: MemoryMachine, changes: WinChanges): WinChanges =>
  Object.fromEntries(
    Object.entries(changes).map(([name, call]) => [
      name,
      async (...values: never[]) => {
        const needed = [...writingCalls, ...readingJournals].includes(name as ChangeCall)
        // ERROR_ACCESS_DENIED
        if (needed && !machine.identity.elevated)
          throw Object.assign(new WindowsFailure('CreateFileW', 5), {message: notElevatedToChange})
        return (call as (...values: never[]) => Promise<unknown>)(...values)
      },
    ]),
  ) as unknown as WinChanges

const holders = new WeakMap<MemoryMachine, object>()

function lockOf(machine: MemoryMachine): Lock {
  const me = {}
  return {
    async take() {
      if (!holders.has(machine)) holders.set(machine, me)
      return holders.get(machine) === me
    },
    release() {
      if (holders.get(machine) === me) holders.delete(machine)
    },
  }
}
