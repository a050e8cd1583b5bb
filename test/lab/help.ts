import {constants, createHash, createPrivateKey, sign, X509Certificate} from 'node:crypto'
import https from 'node:https'
import {clientAppId} from '../../src/catalogue/apps.ts'
import {buildLab, type Introduction, type LabState, startLab} from '../../src/lab/index.ts'

export interface Around {
  state: LabState
  introduction: Introduction
}

/** Starts a lab over HTTP's back door, changed as the test wants it, and closes it again. */
export async function inLab(
  change: (state: LabState) => void,
  use: (around: Around) => Promise<void>,
  scenario = 'healthy',
): Promise<void> {
  const state = await buildLab(scenario)
  change(state)
  const lab = await startLab(state)
  try {
    const introduction = (await (await fetch(lab.address)).json()) as Introduction
    await use({state, introduction})
  } finally {
    await lab.close()
  }
}

export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: whatever a service has answered.
  json: any
}

interface Wish {
  method?: string
  body?: string
  headers?: Record<string, string>
}

/** One HTTPS request to a host of the lab, by Node's own client, trusting what the lab says is trusted. */
export function request(
  {ca, ports}: Introduction,
  host: string,
  path = '/',
  wish: Wish = {},
): Promise<Answer> {
  const options = {
    host: '127.0.0.1',
    port: ports[`${host}:443`],
    servername: host,
    ca,
    path,
    method: wish.method ?? 'GET',
    headers: {Host: host, ...wish.headers},
    agent: false,
    timeout: 30_000,
  } as const
  return new Promise((resolve, reject) => {
    const sent = https.request(options, (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => {
        const json = text.startsWith('{') ? JSON.parse(text) : null
        resolve({status: response.statusCode ?? 0, headers: response.headers, text, json})
      })
      response.on('error', reject)
    })
    sent.on('timeout', () => sent.destroy(new Error('no answer')))
    sent.on('error', reject)
    sent.end(wish.body)
  })
}

export const graph = (introduction: Introduction, path: string, token = introduction.graphToken) =>
  request(introduction, 'graph.microsoft.com', `/v1.0/${path}`, {headers: {Authorization: `Bearer ${token}`}})

export const hostOfSts = 'login.microsoftonline.com'
export const resource = 'https://adnotifications.windowsazure.com/StrongAuthenticationService.svc/Connector'

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A private_key_jwt, made independently of the lab; header and claims may be changed. */
export function assertion(
  {server, tenantId}: Introduction,
  {header = {}, claims = {}, alg = 'RS256'}: {header?: object; claims?: object; alg?: 'RS256' | 'PS256'} = {},
): string {
  const {certificate, key} = server.certificates[0]!
  const {raw} = new X509Certificate(certificate)
  const now = Math.floor(Date.now() / 1000)
  const thumbprint =
    alg === 'RS256'
      ? {x5t: createHash('sha1').update(raw).digest('base64url')}
      : {'x5t#S256': createHash('sha256').update(raw).digest('base64url')}
  const aud = `https://${hostOfSts}/${tenantId}/oauth2/v2.0/token`
  const usual = {
    aud,
    iss: clientAppId,
    sub: clientAppId,
    jti: crypto.randomUUID(),
    nbf: now,
    iat: now,
    exp: now + 600,
  }
  const text = `${part({alg, typ: 'JWT', ...thumbprint, ...header})}.${part({...usual, ...claims})}`
  const privateKey = createPrivateKey(key!)
  const pss = {key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32}
  return `${text}.${sign('sha256', Buffer.from(text), alg === 'PS256' ? pss : privateKey).toString('base64url')}`
}

/** Asks for a token as the extension does; `body` changes or (null) removes parameters. */
export function askToken(
  introduction: Introduction,
  {
    body = {},
    path,
    host = hostOfSts,
  }: {body?: Record<string, string | null>; path?: string; host?: string} = {},
): Promise<Answer> {
  const usual = {
    grant_type: 'client_credentials',
    client_id: clientAppId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: body.client_assertion === undefined ? assertion(introduction) : '',
    scope: `${resource}/.default`,
  }
  const given = Object.entries({...usual, ...body}).flatMap(([name, value]) =>
    value === null ? [] : [[name, value]],
  )
  const headers = {'Content-Type': 'application/x-www-form-urlencoded'}
  const wish = {method: 'POST', body: new URLSearchParams(given as [string, string][]).toString(), headers}
  return request(introduction, host, path ?? `/${introduction.tenantId}/oauth2/v2.0/token`, wish)
}
