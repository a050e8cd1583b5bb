import {healthyServer} from '../../src/lab/healthy/server.ts'
import type {MemoryCertificate, MemoryMachine} from '../../src/world/windows/memory.ts'

/** NPS01 with these certificates in LocalMachine\My. */
export const serverWith = (certificates: MemoryCertificate[]): MemoryMachine => ({
  ...healthyServer({certificate: '', key: ''}),
  certificates,
})
