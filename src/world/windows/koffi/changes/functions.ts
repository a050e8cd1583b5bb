import {type Binding, dword, int, pointer, wide} from '../functions.ts'

const advapi32 = (...parameters: string[]): Binding => ['advapi32', int, parameters]
const crypt32 = (result: string, ...parameters: string[]): Binding => ['crypt32', result, parameters]
const kernel32 = (...parameters: string[]): Binding => ['kernel32', int, parameters]

/** Functions that change Windows: DLL in System32, result, parameters. Sources: Microsoft Learn, Windows API. */
export const changeFunctions = {
  RegCreateKeyExW: advapi32(pointer, wide, dword, pointer, dword, dword, pointer, pointer, pointer),
  RegSetValueExW: advapi32(pointer, wide, dword, dword, pointer, dword),
  RegDeleteValueW: advapi32(pointer, wide),
  RegFlushKey: advapi32(pointer),
  CryptGenKey: advapi32(pointer, dword, dword, pointer),
  CryptExportKey: advapi32(pointer, pointer, dword, dword, pointer, pointer),
  CryptSetProvParam: advapi32(pointer, dword, pointer, dword),
  NCryptSetProperty: ['ncrypt', dword, [pointer, wide, pointer, dword, dword]],
  NCryptDeleteKey: ['ncrypt', dword, [pointer, dword]],
  ConvertStringSecurityDescriptorToSecurityDescriptorW: advapi32(wide, dword, pointer, pointer),
  GetSecurityDescriptorLength: ['advapi32', dword, [pointer]],
  GetNamedSecurityInfoW: ['advapi32', dword, [wide, int, dword, pointer, pointer, pointer, pointer, pointer]],
  CertCreateCertificateContext: crypt32(pointer, dword, pointer, dword),
  CertSetCertificateContextProperty: crypt32(int, pointer, dword, dword, pointer),
  CertAddCertificateContextToStore: crypt32(int, pointer, pointer, dword, pointer),
  CertFindCertificateInStore: crypt32(pointer, pointer, dword, dword, dword, pointer, pointer),
  CertDeleteCertificateFromStore: crypt32(int, pointer),
  CertControlStore: crypt32(int, pointer, dword, dword, pointer),
  StartServiceW: advapi32(pointer, dword, pointer),
  ControlService: advapi32(pointer, dword, pointer),
  ChangeServiceConfigW: advapi32(
    ...[pointer, dword, dword, dword, wide, wide],
    ...[pointer, wide, wide, wide, wide],
  ),
  ChangeServiceConfig2W: advapi32(pointer, dword, pointer),
  EnumDependentServicesW: advapi32(pointer, dword, pointer, dword, pointer, pointer),
  CreateDirectoryW: kernel32(wide, pointer),
  MoveFileExW: kernel32(wide, wide, dword),
  SHGetFolderPathW: ['shell32', int, [pointer, int, pointer, dword, pointer]],
} as const satisfies Record<string, Binding>
