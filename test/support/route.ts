import type {Names} from '../../src/world/net/names.ts'
import type {Route} from '../../src/world/net/network.ts'
import {trustIn} from '../../src/world/net/trust.ts'

/** Every name is this machine. */
const here = {
  resolver: 'the test',
  lookup: async () => ['127.0.0.1'],
  services: async () => [],
  close() {},
}

/** A way out on which every host and port is `port` on loopback. */
export const routeTo = (port: number, ca: string, more: Partial<Route> = {}): Route => ({
  names: here as Names,
  trust: trustIn([ca]),
  proxyFor: () => null,
  portOf: () => port,
  ...more,
})
