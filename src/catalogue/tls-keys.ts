const framework = 'Microsoft\\.NETFramework\\v4.0.30319'

/** What .NET Framework 4 speaks, as 64-bit and as 32-bit programs find it. Microsoft Learn, "TLS best practices with .NET Framework". */
export const dotnetKeys = {
  '64-bit': `SOFTWARE\\${framework}`,
  '32-bit': `SOFTWARE\\WOW6432Node\\${framework}`,
} as const

/** TLS 1.2 as a client. Microsoft Learn, "TLS registry settings". */
export const tls12Key =
  'SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Client'
