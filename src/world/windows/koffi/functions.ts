/** Types of results and parameters as koffi names them. */
export const pointer = 'void *'
export const dword = 'uint32_t'
export const int = 'int32_t'
export const wide = 'const char16_t *'

export type Binding = readonly [dll: string, result: string, parameters: readonly string[]]

const advapi32 = (result: string, ...parameters: string[]): Binding => ['advapi32', result, parameters]
const kernel32 = (result: string, ...parameters: string[]): Binding => ['kernel32', result, parameters]

/** Windows functions: DLL in System32, result, parameters. Sources: Microsoft Learn, Windows API. */
export const windowsFunctions = {
  GetLastError: kernel32(dword),
  GetSystemDirectoryW: kernel32(dword, pointer, dword),
  SetDefaultDllDirectories: kernel32(int, dword),
  GetCurrentProcess: kernel32(pointer),
  OpenProcess: kernel32(pointer, dword, int, dword),
  GetProcessTimes: kernel32(int, pointer, pointer, pointer, pointer, pointer),
  GetComputerNameExW: kernel32(int, int, pointer, pointer),
  CloseHandle: kernel32(int, pointer),
  LocalFree: kernel32(pointer, pointer),
  GlobalFree: kernel32(pointer, pointer),
  OpenProcessToken: advapi32(int, pointer, dword, pointer),
  GetTokenInformation: advapi32(int, pointer, int, pointer, dword, pointer),
  LookupPrivilegeValueW: advapi32(int, wide, wide, pointer),
  AdjustTokenPrivileges: advapi32(int, pointer, int, pointer, dword, pointer, pointer),
  ConvertSidToStringSidW: advapi32(int, pointer, pointer),
  LookupAccountSidW: advapi32(int, wide, pointer, pointer, pointer, pointer, pointer, pointer),
  LookupAccountNameW: advapi32(int, wide, wide, pointer, pointer, pointer, pointer, pointer),
  ConvertSecurityDescriptorToStringSecurityDescriptorW: advapi32(
    int,
    pointer,
    dword,
    dword,
    pointer,
    pointer,
  ),
  RegOpenKeyExW: advapi32(int, pointer, wide, dword, dword, pointer),
  RegQueryInfoKeyW: advapi32(
    int,
    ...[pointer, pointer, pointer, pointer, pointer, pointer, pointer],
    ...[pointer, pointer, pointer, pointer, pointer],
  ),
  RegEnumKeyExW: advapi32(int, pointer, dword, pointer, pointer, pointer, pointer, pointer, pointer),
  RegEnumValueW: advapi32(int, pointer, dword, pointer, pointer, pointer, pointer, pointer, pointer),
  RegCloseKey: advapi32(int, pointer),
  OpenSCManagerW: advapi32(pointer, wide, wide, dword),
  OpenServiceW: advapi32(pointer, pointer, wide, dword),
  QueryServiceStatusEx: advapi32(int, pointer, int, pointer, dword, pointer),
  QueryServiceConfigW: advapi32(int, pointer, pointer, dword, pointer),
  CloseServiceHandle: advapi32(int, pointer),
  AuditQuerySystemPolicy: advapi32('uint8_t', pointer, dword, pointer),
  AuditFree: advapi32('void', pointer),
  RtlGetVersion: ['ntdll', int, [pointer]],
  GetFileVersionInfoSizeW: ['version', dword, [wide, pointer]],
  GetFileVersionInfoW: ['version', int, [wide, dword, dword, pointer]],
  VerQueryValueW: ['version', int, [pointer, wide, pointer, pointer]],
  WinHttpGetDefaultProxyConfiguration: ['winhttp', int, [pointer]],
  NetGetJoinInformation: ['netapi32', dword, [wide, pointer, pointer]],
  NetUserGetLocalGroups: ['netapi32', dword, [wide, wide, dword, dword, pointer, dword, pointer, pointer]],
  NetApiBufferFree: ['netapi32', dword, [pointer]],
  DsGetDcNameW: ['netapi32', dword, [wide, wide, pointer, wide, dword, pointer]],
  EvtOpenChannelEnum: ['wevtapi', pointer, [pointer, dword]],
  EvtNextChannelPath: ['wevtapi', int, [pointer, dword, pointer, pointer]],
  EvtOpenChannelConfig: ['wevtapi', pointer, [pointer, wide, dword]],
  EvtGetChannelConfigProperty: ['wevtapi', int, [pointer, int, dword, dword, pointer, pointer]],
  EvtQuery: ['wevtapi', pointer, [pointer, wide, wide, dword]],
  EvtNext: ['wevtapi', int, [pointer, dword, pointer, dword, dword, pointer]],
  EvtRender: ['wevtapi', int, [pointer, pointer, dword, dword, pointer, pointer, pointer]],
  EvtClose: ['wevtapi', int, [pointer]],
} as const satisfies Record<string, Binding>
