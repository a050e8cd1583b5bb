/**
 * Sizes of Windows structures and offsets of their fields on x64, in bytes. A test compares every one of them with
 * the headers of mingw-w64.
 */
export const layout = {
  CERT_CONTEXT: {size: 40, pbCertEncoded: 8, cbCertEncoded: 16},
  CRYPT_KEY_PROV_INFO: {
    size: 48,
    pwszContainerName: 0,
    pwszProvName: 8,
    dwProvType: 16,
    dwFlags: 20,
    dwKeySpec: 40,
  },
  BCRYPT_PKCS1_PADDING_INFO: {size: 8, pszAlgId: 0},
  SERVICE_STATUS_PROCESS: {size: 36, dwCurrentState: 4, dwWin32ExitCode: 12, dwProcessId: 28},
  QUERY_SERVICE_CONFIGW: {size: 64, dwStartType: 4, lpServiceStartName: 48},
  OSVERSIONINFOEXW: {
    size: 284,
    dwOSVersionInfoSize: 0,
    dwMajorVersion: 4,
    dwMinorVersion: 8,
    dwBuildNumber: 12,
    wProductType: 282,
  },
  VS_FIXEDFILEINFO: {size: 52, dwSignature: 0, dwFileVersionMS: 8, dwFileVersionLS: 12},
  TOKEN_PRIVILEGES: {size: 16, PrivilegeCount: 0, Privileges: 4},
  LUID_AND_ATTRIBUTES: {size: 12, Luid: 0, Attributes: 8},
  WINHTTP_PROXY_INFO: {size: 24, dwAccessType: 0, lpszProxy: 8, lpszProxyBypass: 16},
  DOMAIN_CONTROLLER_INFOW: {
    size: 80,
    DomainControllerName: 0,
    DomainName: 40,
    DcSiteName: 64,
    ClientSiteName: 72,
  },
  EVT_VARIANT: {size: 16, BooleanVal: 0, Type: 12},
  AUDIT_POLICY_INFORMATION: {size: 36, AuditingInformation: 16},
  SecBuffer: {size: 16, cbBuffer: 0, BufferType: 4, pvBuffer: 8},
  SecBufferDesc: {size: 16, ulVersion: 0, cBuffers: 4, pBuffers: 8},
  SEC_CHANNEL_BINDINGS: {size: 32, cbApplicationDataLength: 24, dwApplicationDataOffset: 28},
  CRYPT_HASH_BLOB: {size: 16, cbData: 0, pbData: 8},
  BLOBHEADER: {size: 8},
  RSAPUBKEY: {size: 12, bitlen: 4, pubexp: 8},
  SERVICE_STATUS: {size: 28},
  SERVICE_SID_INFO: {size: 4, dwServiceSidType: 0},
  ENUM_SERVICE_STATUSW: {size: 48, lpServiceName: 0},
  SECURITY_ATTRIBUTES: {size: 24, nLength: 0, lpSecurityDescriptor: 8},
} as const
