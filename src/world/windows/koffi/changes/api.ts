import {type WinChanges, writingCalls} from '../../changes/api.ts'
import {holding} from '../../changes/holding.ts'
import {notElevatedToChange} from '../../failure.ts'
import {elevation} from '../identity.ts'
import type {Lib} from '../lib.ts'
import {once, toldOnce} from '../told-once.ts'
import {addCertificate, removeCertificate} from './certificates.ts'
import {deleteKey} from './delete-key.ts'
import {folderPath} from './folder.ts'
import {journals, readJournal, removeJournal, takeLock, writeJournal} from './journal.ts'
import {keyDacl, setKeyDacl} from './key-dacl.ts'
import {createKey, publicKey, signWithKey} from './keys.ts'
import {deleteRegistryValue, setRegistryValue} from './registry.ts'
import {dependentServices, setSidType, setStartType, startService, stopService} from './services.ts'

/** Windows changed through its own functions, in this process. */
export function koffiWinChanges(lib: Lib): WinChanges {
  let held: number | null = null
  const changes: WinChanges = {
    async lock() {
      held ??= await takeLock(lib)
      return held !== null
    },
    setRegistryValue: async (path, value) => setRegistryValue(lib, path, value),
    deleteRegistryValue: async (path, name) => deleteRegistryValue(lib, path, name),
    createKey: async (wish) => createKey(lib, wish),
    publicKey: async (container) => publicKey(lib, container),
    signWithKey: async (container, data) => signWithKey(lib, container, data),
    keyDacl: async (key) => keyDacl(lib, key),
    setKeyDacl: async (key, sddl) => setKeyDacl(lib, key, sddl),
    deleteKey: async (key) => deleteKey(lib, key),
    addCertificate: async (certificate, key) => addCertificate(lib, certificate, key),
    removeCertificate: async (thumbprint) => removeCertificate(lib, thumbprint),
    dependentServices: async (name) => dependentServices(lib, name),
    startService: (name, withinMs) => startService(lib, name, withinMs),
    stopService: (name, withinMs) => stopService(lib, name, withinMs),
    setStartType: async (name, startType) => setStartType(lib, name, startType),
    setSidType: async (name, sidType) => setSidType(lib, name, sidType),
    journalFolder: async () => folderPath(lib),
    journals: async () => journals(lib),
    readJournal: async (name) => readJournal(lib, name),
    writeJournal: async (name, text) => writeJournal(lib, name, text),
    removeJournal: async (name) => removeJournal(lib, name),
  }
  const elevated = once(() => elevation(lib))
  return toldOnce(holding(changes, writingCalls), elevated, notElevatedToChange)
}
