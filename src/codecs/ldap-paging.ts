import {BerError, berInteger, berOctets, berSequence, integerOf, readBer} from './ber.ts'
import type {Control} from './ldap.ts'

/** Simple paged results (RFC 2696). */
export const pagingOid = '1.2.840.113556.1.4.319'

export interface Page {
  size: number
  /** Empty at the first request, and in the last answer. */
  cookie: Buffer
}

export function decodePage(control: Control): Page {
  const [size, cookie] = readBer(control.value ?? Buffer.of()).children
  if (!cookie) throw new BerError('a paging control without a cookie')
  return {size: Math.max(0, integerOf(size)), cookie: cookie.content}
}

export const encodePage = ({size, cookie}: Page): Control => ({
  oid: pagingOid,
  critical: false,
  value: berSequence(berInteger(size), berOctets(cookie)),
})
