import {spawnSync} from 'node:child_process'
import {closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

/**
 * `npsmfa logs` over large files, beside a program that only splits the same file into lines. Size in MB as argument
 * (default 1000). Needs the built program; exit 1 where a bound is not kept.
 */
const megabytes = Number(process.argv[2] ?? 1000)
const folder = mkdtempSync(join(tmpdir(), 'npsmfa-bench-'))

const field = (name: string, type: number, value: string) => `<${name} data_type="${type}">${value}</${name}>`

/** A line of a log in DTS format, as NPS writes it for a VPN gateway. */
function dts(n: number, at: Date, packet: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${two(at.getUTCMonth() + 1)}/${two(at.getUTCDate())}/${at.getUTCFullYear()}`
  const time = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}.${String(at.getUTCMilliseconds()).padStart(3, '0')}`
  const user = `CONTOSO\\user${n % 5000}`
  return `<Event>${[
    field('Timestamp', 4, `${day} ${time}`),
    field('Computer-Name', 1, 'NPS01'),
    field('Event-Source', 1, 'IAS'),
    field('User-Name', 1, user),
    field('Called-Station-Id', 1, '192.0.2.70'),
    field('Calling-Station-Id', 1, `198.51.100.${n % 250}`),
    field('NAS-IP-Address', 3, '192.0.2.70'),
    field('NAS-Identifier', 1, 'vpn-gateway-1'),
    field('NAS-Port', 0, String(n % 65536)),
    field('NAS-Port-Type', 0, '5'),
    field('Client-IP-Address', 3, '192.0.2.70'),
    field('Client-Vendor', 0, '0'),
    field('Client-Friendly-Name', 1, 'VPN gateway'),
    field('Proxy-Policy-Name', 1, 'Use Windows authentication for all users'),
    field('Provider-Type', 0, '1'),
    field('SAM-Account-Name', 1, user),
    field('Fully-Qualifed-User-Name', 1, `ad.contoso.example/Users/user${n % 5000}`),
    field('Class', 1, `311 1 192.0.2.10 11/01/2026 06:00:00 ${n}`),
    field('Authentication-Type', 0, '1'),
    field('NP-Policy-Name', 1, 'VPN users'),
    field('Quarantine-Update-Non-Compliant', 0, '1'),
    field('Packet-Type', 0, String(packet)),
    field('Reason-Code', 0, packet === 3 ? '16' : '0'),
  ].join('')}</Event>\r\n`
}

const data = (name: string, value: string) => `<Data Name='${name}'>${value}</Data>`
const event = (provider: string, id: number, at: Date, channel: string, body: string, n: number) =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='${provider}' Guid='{54849625-5478-4994-a5ba-3e3b0328c30d}'/><EventID>${id}</EventID><Version>2</Version><Level>0</Level><Task>12552</Task><Opcode>0</Opcode><Keywords>0x8020000000000000</Keywords><TimeCreated SystemTime='${at.toISOString().replace('Z', '0000Z')}'/><EventRecordID>${n}</EventRecordID><Correlation/><Execution ProcessID='740' ThreadID='9212'/><Channel>${channel}</Channel><Computer>NPS01.ad.contoso.example</Computer><Security/></System><EventData>${body}</EventData></Event>\r\n`

/** What a sign-in leaves in the Security log and in the extension's. */
function events(n: number, at: Date): string {
  const user = `user${n % 5000}`
  const cid = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
  const denied = n % 20 === 0
  const fields = {
    SubjectUserSid: 'S-1-5-21-3623811015-3361044348-30300820-1013',
    SubjectUserName: user,
    SubjectDomainName: 'CONTOSO',
    FullyQualifiedSubjectUserName: `ad.contoso.example/Users/${user}`,
    SubjectMachineSID: 'S-1-0-0',
    SubjectMachineName: '-',
    FullyQualifiedSubjectMachineName: '-',
    CalledStationID: '192.0.2.70',
    CallingStationID: `198.51.100.${n % 250}`,
    NASIPv4Address: '192.0.2.70',
    NASIPv6Address: '-',
    NASIdentifier: 'vpn-gateway-1',
    NASPortType: 'Virtual',
    NASPort: String(n % 65536),
    ClientName: 'VPN gateway',
    ClientIPAddress: '192.0.2.70',
    ProxyPolicyName: 'Use Windows authentication for all users',
    NetworkPolicyName: 'VPN users',
    AuthenticationProvider: 'Windows',
    AuthenticationServer: 'NPS01.ad.contoso.example',
    AuthenticationType: 'PAP',
    EAPType: '-',
    AccountSessionIdentifier: '-',
    ...(denied
      ? {ReasonCode: '16', Reason: 'Authentication failed due to a user credentials mismatch.'}
      : {}),
    LoggingResult: 'Accounting information was written to the local log file.',
  }
  const body = Object.entries(fields)
    .map(([name, value]) => data(name, value))
    .join('')
  const said = denied
    ? `NPS Extension for Azure MFA only performs Secondary Auth for Radius requests in AccessAccept State. Request received for User ${user} with response state AccessReject, ignoring request.`
    : `NPS Extension for Azure MFA:  CID: ${cid} :Access Accepted for user ${user}@contoso.example with Azure MFA response: Success and message: session ${cid}`
  return (
    event(
      'Microsoft-AzureMfa-AuthZ',
      1,
      at,
      'Microsoft-AzureMfa-AuthZ/AuthZOptCh',
      `<Data>${said}</Data>`,
      n,
    ) +
    event(
      'Microsoft-Windows-Security-Auditing',
      denied ? 6273 : 6272,
      new Date(at.getTime() + 40),
      'Security',
      body,
      n,
    )
  )
}

function make(name: string, record: (n: number, at: Date) => string, size = megabytes * 1e6): string {
  const file = join(folder, name)
  const out = openSync(file, 'w')
  let [bytes, n] = [0, 0]
  while (bytes < size) {
    let piece = ''
    for (let i = 0; i < 2000; i++, n++) piece += record(n, new Date(Date.UTC(2026, 0, 1) + n * 700))
    bytes += writeSync(out, piece)
  }
  closeSync(out)
  return file
}

const splitter = join(folder, 'split.cjs')
writeFileSync(
  splitter,
  `const {openSync, readSync} = require('node:fs'); const fd = openSync(process.argv[2]); const b = Buffer.allocUnsafe(1048576)
let rest = '', lines = 0, n; const d = new TextDecoder()
while ((n = readSync(fd, b)) > 0) { const all = (rest + d.decode(b.subarray(0, n), {stream: true})).split('\\n'); rest = all.pop(); for (const line of all) if (line.length > 0) lines++ }
console.log(lines)`,
)

const peak = join(import.meta.dirname, '../support/peak-memory.cjs')
function timed(label: string, file: string, args: string[]): {seconds: number; memory: number; rate: number} {
  const started = performance.now()
  const {status, output} = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 1e9,
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  })
  const seconds = (performance.now() - started) / 1000
  const memory = Number(output[3]) / 1000
  const rate = statSync(file).size / 1e6 / seconds
  console.log(
    `${label}: ${seconds.toFixed(2)} s, ${rate.toFixed(0)} MB/s, exit ${status}${memory > 0 ? `, at most ${memory.toFixed(0)} MB of memory` : ''}`,
  )
  return {seconds, memory, rate}
}

try {
  const files = [
    make('dts.log', (n, at) => dts(n, at, 1) + dts(n, at, n % 20 === 0 ? 3 : 2)),
    make('events.xml', events),
  ]
  for (const file of files) {
    const plain = timed(`${file} split`, file, [splitter, file])
    const ours = timed(`${file} logs`, file, ['-r', peak, 'bin/run.js', 'logs', '--json', file])
    const ratio = ours.seconds / plain.seconds
    const kept = ratio <= 3 && ours.memory <= 200 && ours.rate >= 100
    if (!kept) process.exitCode = 1
    console.log(`${kept ? 'ok  ' : 'OVER'} ratio ${ratio.toFixed(2)} (at most 3, 200 MB; at least 100 MB/s)`)
  }
} finally {
  rmSync(folder, {recursive: true, force: true})
}
