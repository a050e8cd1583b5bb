import type {Lib} from '../../src/world/windows/koffi/lib.ts'

/** Functions that take something which another gives back, and where they put it: an argument, or −1 for their answer. */
const takes: Readonly<Record<string, number>> = {
  CertOpenStore: -1,
  CertCreateCertificateContext: -1,
  CertFindCertificateInStore: -1,
  OpenServiceW: -1,
  RegCreateKeyExW: 7,
  RegOpenKeyExW: 4,
  CryptAcquireContextW: 0,
  CryptGetUserKey: 2,
  CryptCreateHash: 4,
  NCryptOpenStorageProvider: 0,
  NCryptOpenKey: 1,
}
const gives = [
  'CertCloseStore',
  'CertFreeCertificateContext',
  'CertDeleteCertificateFromStore',
  'CloseServiceHandle',
  'RegCloseKey',
  'CertFreeCertificateContext',
  'CloseServiceHandle',
  'RegCloseKey',
  'CryptReleaseContext',
  'CryptDestroyKey',
  'CryptDestroyHash',
  'NCryptFreeObject',
]
const works = (name: string, answer: number | bigint) =>
  /^(?:NCrypt|Reg)/.test(name) ? Number(answer) === 0 : !!answer

/** The same functions, and what was taken by them and not given back. */
export function counted(lib: Lib): {lib: Lib; open(): string[]} {
  const open = new Map<bigint, string>()
  const noting =
    <T extends number | bigint>(call: (name: string, ...values: readonly unknown[]) => T) =>
    (name: string, ...values: readonly unknown[]): T => {
      if (gives.includes(name)) open.delete(values[0] as bigint)
      const answer = call(name, ...values)
      const at = takes[name]
      const taken = at === undefined ? 0n : at < 0 ? BigInt(answer) : (values[at] as Buffer).readBigUInt64LE()
      // Who deletes a container is given nothing.
      if (taken !== 0n && works(name, answer)) open.set(taken, name)
      return answer
    }
  const must = noting(lib.must)
  const number = noting(lib.number)
  const pointer = noting(lib.pointer)
  const succeed = (name: string, ...values: readonly unknown[]) => {
    lib.succeed(name, ...values)
    const at = takes[name]
    if (at !== undefined) open.set((values[at] as Buffer).readBigUInt64LE(), name)
  }
  return {lib: {...lib, must, number, pointer, succeed}, open: () => [...open.values()]}
}
