import type {DomainController} from '../api.ts'
import {WindowsFailure} from '../failure.ts'
import {layout} from './layout.ts'
import type {Lib} from './lib.ts'
import {bytesAt, dwordOut, pointerIn, pointerOut, textAt} from './memory.ts'

/** NetSetupDomainName: a member of a domain. */
const domainMember = 3
/** DS_DIRECTORY_SERVICE_REQUIRED | DS_RETURN_DNS_NAME */
const wanted = 0x10 | 0x40000000
/** ERROR_NO_SUCH_DOMAIN, DNS_ERROR_RCODE_NAME_ERROR */
const noDomain = [1355, 9003]
/** WINHTTP_ACCESS_TYPE_NAMED_PROXY */
const namedProxy = 3

export function joinedDomain(lib: Lib): string | null {
  const [out, status] = [pointerOut(), dwordOut()]
  lib.succeed('NetGetJoinInformation', null, out, status)
  const name = textAt(lib, pointerIn(out))
  lib.number('NetApiBufferFree', pointerIn(out))
  return status.readUInt32LE() === domainMember ? name : null
}

export async function domainController(lib: Lib): Promise<DomainController | null> {
  const out = pointerOut()
  const code = await lib.later('DsGetDcNameW', null, null, null, null, wanted, out)
  if (noDomain.includes(code)) return null
  if (code !== 0) throw new WindowsFailure('DsGetDcNameW', code)
  try {
    const at = layout.DOMAIN_CONTROLLER_INFOW
    const found = bytesAt(lib, pointerIn(out), at.size)
    const text = (offset: number) => textAt(lib, pointerIn(found, offset))
    return {
      name: (text(at.DomainControllerName) ?? '').replace(/^\\+/, ''),
      domain: text(at.DomainName) ?? '',
      site: text(at.ClientSiteName),
    }
  } finally {
    lib.number('NetApiBufferFree', pointerIn(out))
  }
}

export function winHttpProxy(lib: Lib): {proxy: string; bypass: string | null} | null {
  const at = layout.WINHTTP_PROXY_INFO
  const found = Buffer.alloc(at.size)
  lib.must('WinHttpGetDefaultProxyConfiguration', found)
  const [proxy, bypass] = [at.lpszProxy, at.lpszProxyBypass].map((offset) => {
    const address = pointerIn(found, offset)
    const text = textAt(lib, address)
    if (address !== 0n) lib.pointer('GlobalFree', address)
    return text
  })
  return found.readUInt32LE(at.dwAccessType) === namedProxy && proxy ? {proxy, bypass: bypass ?? null} : null
}
