import {type Binding, dword, int, pointer, wide} from './functions.ts'

const advapi32 = (...parameters: string[]): Binding => ['advapi32', int, parameters]
const crypt32 = (result: string, ...parameters: string[]): Binding => ['crypt32', result, parameters]
const ncrypt = (...parameters: string[]): Binding => ['ncrypt', dword, parameters]

/** Functions for certificates and keys: DLL in System32, result, parameters. Sources: Microsoft Learn, Windows API. */
export const cryptFunctions = {
  CertOpenStore: crypt32(pointer, pointer, dword, pointer, dword, wide),
  CertCloseStore: crypt32(int, pointer, dword),
  CertEnumCertificatesInStore: crypt32(pointer, pointer, pointer),
  CertFreeCertificateContext: crypt32(int, pointer),
  CertGetCertificateContextProperty: crypt32(int, pointer, dword, pointer, pointer),
  CryptAcquireContextW: advapi32(pointer, wide, wide, dword, dword),
  CryptReleaseContext: advapi32(pointer, dword),
  CryptGetProvParam: advapi32(pointer, dword, pointer, pointer, dword),
  CryptGetUserKey: advapi32(pointer, dword, pointer),
  CryptGetKeyParam: advapi32(pointer, dword, pointer, pointer, dword),
  CryptDestroyKey: advapi32(pointer),
  CryptCreateHash: advapi32(pointer, dword, pointer, dword, pointer),
  CryptHashData: advapi32(pointer, pointer, dword, dword),
  CryptSignHashW: advapi32(pointer, dword, wide, dword, pointer, pointer),
  CryptDestroyHash: advapi32(pointer),
  NCryptOpenStorageProvider: ncrypt(pointer, wide, dword),
  NCryptOpenKey: ncrypt(pointer, pointer, wide, dword, dword),
  NCryptGetProperty: ncrypt(pointer, wide, pointer, dword, pointer, dword),
  NCryptSignHash: ncrypt(pointer, pointer, pointer, dword, pointer, dword, pointer, dword),
  NCryptFreeObject: ncrypt(pointer),
} as const satisfies Record<string, Binding>
