import {tls12} from '../scenarios/windows.ts'
import type {LabState} from '../state.ts'

/** Whether the extension gets a genuine answer from a host: by name, proxy, TCP, TLS and HTTP. */
export function reaches(state: LabState, name: string): boolean {
  const host = state.hosts.find(
    (candidate) => candidate.name === name.toLowerCase() && candidate.port === 443,
  )
  return (
    host !== undefined &&
    host.dns === 'answers' &&
    host.tcp === 'listens' &&
    host.tls === 'modern' &&
    ['valid', 'inspected'].includes(host.certificate) &&
    host.http === 'genuine' &&
    speaksTls12(state) &&
    isLetOut(state, host.name)
  )
}

const number = ({server}: LabState, path: string, name: string): unknown =>
  server.registry[path]?.values.find((value) => value.name === name)?.data

const speaksTls12 = (state: LabState): boolean => number(state, tls12, 'Enabled') !== 0

/** NETWORK SERVICE has the proxy of its Internet Settings, else WinHTTP's, and no password for one. */
function isLetOut(state: LabState, host: string): boolean {
  if (!state.proxy) return true
  const own = 'HKEY_USERS\\S-1-5-20\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings'
  const told = number(state, own, 'ProxyEnable') === 1 || state.server.winHttpProxy !== null
  return told && !state.proxy.requiresAuthentication && !state.proxy.refuses.includes(host)
}
