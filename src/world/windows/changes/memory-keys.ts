import {createPublicKey, generateKeyPair, sign} from 'node:crypto'
import {promisify} from 'node:util'
import {parseDacl} from '../../../codecs/sddl.ts'
import type {KeyReference} from '../api.ts'
import {WindowsFailure} from '../failure.ts'
import {
  type MemoryCertificate,
  type MemoryKey,
  type MemoryMachine,
  referenceOf,
  vendorKey,
} from '../memory.ts'
import {sameContainer} from '../same-key.ts'
import type {CreatedKey, KeyWish} from './api.ts'
import {isContainer, referenceTo} from './own-keys.ts'

/** NTE_BAD_KEYSET, NTE_EXISTS, ERROR_INVALID_NAME */
const missing = () => new WindowsFailure('CryptAcquireContextW', 0x80090016)
const exists = 0x8009000f
const invalidName = 123

export async function createKey(
  machine: MemoryMachine,
  {container, bits, sddl}: KeyWish,
): Promise<CreatedKey> {
  if (!isContainer(container)) throw new WindowsFailure('CryptAcquireContextW', invalidName)
  const reference = referenceTo(container)
  if (holderOf(machine, reference)) throw new WindowsFailure('CryptAcquireContextW', exists)
  const dacl = checked(sddl)
  const {privateKey} = await promisify(generateKeyPair)('rsa', {modulusLength: bits})
  const key = privateKey.export({type: 'pkcs8', format: 'pem'}).toString()
  const facts = {api: 'CAPI', provider: reference.provider, exportable: false, sddl: dacl} as const
  machine.keys = [...(machine.keys ?? []), {reference, key, facts}]
  return {reference, publicKey: publicPem(key)}
}

export function publicKey(machine: MemoryMachine, container: string): string | null {
  const holder = holderOf(machine, referenceTo(container))
  return holder?.key ? publicPem(holder.key) : null
}

export function signWithKey(machine: MemoryMachine, container: string, data: Uint8Array): Uint8Array {
  const holder = holderOf(machine, referenceTo(container))
  if (!holder?.key) throw missing()
  return sign('sha256', data, holder.key)
}

export function keyDacl(machine: MemoryMachine, reference: KeyReference): string | null {
  const holder = holderOf(machine, reference)
  if (!holder) throw missing()
  return (holder.facts ?? vendorKey).sddl
}

export function setKeyDacl(machine: MemoryMachine, reference: KeyReference, sddl: string): void {
  const holder = holderOf(machine, reference)
  if (!holder) throw missing()
  holder.facts = {...(holder.facts ?? vendorKey), sddl: checked(sddl)}
}

export function deleteKey(machine: MemoryMachine, reference: KeyReference): void {
  const holder = holderOf(machine, reference)
  const left = machine.keys?.filter((key) => key !== holder)
  if (left) machine.keys = left
  // A certificate goes on to say where its key was.
  if (holder && 'certificate' in holder) Object.assign(holder, {reference: referenceOf(holder), key: null})
}

/** What has the key of that container: the container itself, or the certificate it was given with. */
const holderOf = (machine: MemoryMachine, wanted: KeyReference): MemoryKey | MemoryCertificate | undefined =>
  machine.keys?.find(({reference}) => sameContainer(reference, wanted)) ??
  machine.certificates.find((c) => c.key !== null && sameContainer(referenceOf(c)!, wanted))

function checked(sddl: string): string {
  try {
    parseDacl(sddl)
    return sddl
  } catch {
    // ERROR_INVALID_SECURITY_DESCR
    throw new WindowsFailure('ConvertStringSecurityDescriptorToSecurityDescriptorW', 1338)
  }
}

const publicPem = (key: string) => createPublicKey(key).export({type: 'spki', format: 'pem'}).toString()
