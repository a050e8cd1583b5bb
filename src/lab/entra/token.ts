import {createHmac, randomUUID, timingSafeEqual} from 'node:crypto'

/** What a token of this lab says; clients must take it for opaque. */
export interface TokenClaims {
  aud: string
  tid: string
  appid: string
  /** Application permissions, or those a signed-in administrator has given. */
  roles?: string[]
  scp?: string
  [more: string]: unknown
}

export const lifetimeSeconds = 3599

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const seal = (text: string, secret: Buffer) => createHmac('sha256', secret).update(text).digest()

export function issueToken(claims: TokenClaims, secret: Buffer, now: Date): string {
  const iat = Math.floor(now.getTime() / 1000)
  const body = {...claims, iat, nbf: iat, exp: iat + lifetimeSeconds, jti: randomUUID()}
  const text = `${part({alg: 'HS256', typ: 'JWT'})}.${part(body)}`
  return `${text}.${seal(text, secret).toString('base64url')}`
}

/** Null unless this lab has issued the token and it is still valid. */
export function readToken(token: string, secret: Buffer, now: Date): TokenClaims | null {
  const [head, body = '', signature = ''] = token.split('.')
  const [given, due] = [Buffer.from(signature, 'base64url'), seal(`${head}.${body}`, secret)]
  if (given.length !== due.length || !timingSafeEqual(given, due)) return null
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as TokenClaims & {exp: number}
  return claims.exp * 1000 > now.getTime() ? claims : null
}
