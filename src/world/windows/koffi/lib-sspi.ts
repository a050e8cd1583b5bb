import {type Binding, dword, int, pointer, wide} from './functions.ts'

const secur32 = (...parameters: string[]): Binding => ['secur32', int, parameters]

/** The functions of SSPI; each answers with a SECURITY_STATUS. Source: Microsoft Learn, sspi.h. */
export const sspiFunctions = {
  AcquireCredentialsHandleW: secur32(wide, wide, dword, pointer, pointer, pointer, pointer, pointer, pointer),
  InitializeSecurityContextW: secur32(
    ...[pointer, pointer, wide, dword, dword, dword],
    ...[pointer, dword, pointer, pointer, pointer, pointer],
  ),
  CompleteAuthToken: secur32(pointer, pointer),
  DeleteSecurityContext: secur32(pointer),
  FreeCredentialsHandle: secur32(pointer),
} as const satisfies Record<string, Binding>
