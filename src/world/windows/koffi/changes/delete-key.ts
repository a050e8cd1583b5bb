import type {KeyReference} from '../../api.ts'
import {WindowsFailure} from '../../failure.ts'
import type {Lib} from '../lib.ts'
import {pointerIn, pointerOut} from '../memory.ts'
import {badKeyset, machineSilent} from '../open-key.ts'

/** CRYPT_DELETEKEYSET */
const deleteKeyset = 0x10
/** NCRYPT_SILENT_FLAG */
const silent = 0x40

export function deleteKey(lib: Lib, reference: KeyReference): void {
  try {
    if (reference.providerType === 0) deleteCng(lib, reference)
    else deleteCapi(lib, reference)
  } catch (error) {
    if (!(error instanceof WindowsFailure) || error.code !== badKeyset) throw error
  }
}

/** Nothing is opened by this: what it puts out is no handle. */
const deleteCapi = (lib: Lib, {container, provider, providerType}: KeyReference) =>
  lib.must(
    'CryptAcquireContextW',
    ...[pointerOut(), container, provider, providerType, machineSilent | deleteKeyset],
  )

function deleteCng(lib: Lib, {container, provider}: KeyReference): void {
  const [storage, key] = [pointerOut(), pointerOut()]
  lib.succeed('NCryptOpenStorageProvider', storage, provider, 0)
  try {
    lib.succeed('NCryptOpenKey', pointerIn(storage), key, container, 0, machineSilent)
    // It gives back the handle as well, unless it fails.
    const code = lib.number('NCryptDeleteKey', pointerIn(key), silent)
    if (code === 0) return
    lib.number('NCryptFreeObject', pointerIn(key))
    throw new WindowsFailure('NCryptDeleteKey', code)
  } finally {
    lib.number('NCryptFreeObject', pointerIn(storage))
  }
}
