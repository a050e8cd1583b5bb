import type {IncomingHttpHeaders} from 'node:http'
import {text} from './secrets.ts'

export interface Asked {
  method: string
  host: string
  path: string
  headers: IncomingHttpHeaders
  body: string
}

export interface Told {
  status: number
  headers?: Record<string, string>
  body: string
}

/** Everything that a request holds, as servers that log too much repeat it: as it came, decoded, and cut off. */
function all({headers, body}: Asked): string {
  const form = Object.fromEntries(new URLSearchParams(body))
  const given = [...Object.values(form), headers.authorization ?? ''].filter((value) => value.length > 30)
  return JSON.stringify({headers, body, form, begins: given.map((value) => `${value.slice(0, 40)}…`)})
}

const page = (status: number, asked: Asked): Told => ({
  status,
  headers: {'Content-Type': 'text/html', Location: `https://portal.example/?key=${text('location')}`},
  body: `<html><body><h1>${status}</h1><pre>${all(asked).replaceAll('<', '&lt;')}</pre></body></html>`,
})
const json = (status: number, body: object): Told => ({
  status,
  headers: {'Content-Type': 'application/json'},
  body: JSON.stringify(body),
})
const isLogin = ({host}: Asked) => /^login\./.test(host)
const isGraph = ({host}: Asked) => /graph/.test(host)
export const changesTenant = (asked: Asked) => isGraph(asked) && asked.method !== 'GET'

/** Ways in which the servers of an installation repeat in their answer what they were asked with. */
export const echoes: Readonly<Record<string, (asked: Asked) => Told>> = {
  refuses(asked) {
    const said = all(asked)
    const description = `AADSTS700027: The assertion is wrong. [${said}]`
    if (isLogin(asked))
      return json(401, {
        ...{error: 'invalid_client', error_description: description, error_codes: [700027]},
        ...{timestamp: said, trace_id: said, correlation_id: said, error_uri: said, suberror: said},
      })
    if (isGraph(asked)) return json(401, {error: {code: 'InvalidAuthenticationToken', message: said}})
    return page(403, asked)
  },
  forbids(asked) {
    const said = all(asked)
    if (isLogin(asked)) return json(400, {error: said, error_description: said})
    if (isGraph(asked)) return json(403, {error: {code: said, message: said}})
    return page(401, asked)
  },
  fails: (asked) => page(500, asked),
  'answers otherwise'(asked) {
    const said = all(asked)
    if (isLogin(asked)) return json(200, {access_token: {said}, token_type: said, expires_in: said})
    if (isGraph(asked))
      return json(200, {value: [{id: said, appId: said, displayName: said, userPrincipalName: said}]})
    return page(200, asked)
  },
}

/** The same, but only of whoever would change the tenant; whoever looks is told what is so. */
export function refusesWrites(asked: Asked): Told | null {
  const said = all(asked)
  return changesTenant(asked) ? json(400, {error: {code: said, message: said}}) : null
}
