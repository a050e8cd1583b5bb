import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import type {LabState, Trouble} from '../../src/lab/index.ts'
import type {MemoryMachine} from '../../src/world/windows/memory.ts'
import type {How} from '../support/file-access.ts'
import {temporaryFolder} from '../support/temp.ts'
import {beside, ended, failing} from './server.ts'

const folder = temporaryFolder()

const trouble = (
  answer: Trouble['answer'],
  done: boolean,
  retryAfterSeconds: number | null = null,
): Trouble => ({
  ...{answer, done, retryAfterSeconds},
})

/** A fault, and how a renewal ends in which it comes; the server and the tenant are as they were then. */
interface Hindered {
  name: string
  command?: string
  state?: (state: LabState) => void
  machine?: (machine: MemoryMachine) => void
  how?: How
  as?: [string, number]
  sentence: RegExp
}

const asItWas: [string, number] = ['failed', 1]

const hindered: readonly Hindered[] = [
  {
    name: 'nobody who is not elevated',
    machine: ({identity}) => {
      identity.elevated = false
    },
    as: ['refused', 1],
    sentence: /^Nothing was changed: npsmfa does not run as administrator/,
  },
  {
    name: 'a tenant that is not there',
    how: {options: {tenant: '99999999-9999-4999-8999-999999999999'}},
    as: ['refused', 1],
    sentence: /tenant/,
  },
  {
    name: 'a sign-in to another tenant',
    how: {
      otherwise: (doors) => ({tenant: () => ({...doors.tenant(), names: async () => ['other.example']})}),
    },
    as: ['refused', 1],
    sentence: /is to the tenant other\.example, and this server is of/,
  },
  {
    name: 'no permission to write',
    state: ({tenant}) => {
      tenant.writing.permissions = []
    },
    sentence: /all was put back as it was: .*grant the permission Application\.ReadWrite\.All/,
  },
  {
    name: 'a policy that forbids such keys',
    state: ({tenant}) => {
      tenant.writing.policy = {isEnabled: true, longestKeyDays: 30}
    },
    sentence: /app management policy forbids/,
  },
  {
    name: 'a tenant that fails',
    state: ({tenant}) => {
      tenant.writing.troubles = [0, 0, 0].map(() => trouble('unavailable', false))
    },
    sentence: /all was put back.*503/,
  },
  {
    name: 'a first write for which the disk is full',
    how: {otherwise: failing('writeJournal', 112)},
    sentence: /^Nothing was changed: the journal could not be written: the disk is full\.$/,
  },
  {
    name: 'a locked store',
    how: {otherwise: failing('addCertificate', 32)},
    sentence: /all was put back as it was: addCertificate failed: 0x00000020/,
  },
  {
    name: 'a key provider that refuses',
    how: {otherwise: failing('createKey', 0x80090020)},
    sentence: /all was put back as it was: createKey failed: 0x80090020/,
  },
  {
    name: 'NPS that does not start with what is new',
    how: {
      otherwise: (doors) => {
        let starts = 0
        return failing('startService', 1053, () => ++starts === 1)(doors)
      },
    },
    sentence: /all was put back as it was: startService failed/,
  },
]

describe('a renewal is hindered, and all is as it was', {concurrency: 3}, () => {
  for (const {name, state, machine, how, as = asItWas, sentence} of hindered)
    it(name, () =>
      beside(
        folder,
        'healthy',
        async (server) => {
          if (machine) server.change(machine)
          const before = server.now()
          ended(await server.does('renew', how), as, sentence)
          assert.deepEqual(server.now(), before)
          const journal = server.journal()
          assert.ok(journal === null || journal.state === 'undone')
        },
        state,
      ),
    )
})

describe('what hinders for a while only does not keep a renewal from its end', {concurrency: 3}, () => {
  for (const [name, troubles] of [
    ['Graph that is busy and says how long', [trouble('throttled', false, 1)]],
    ['a gateway that loses patience with what was done', [trouble('gateway-timeout', true)]],
    ['an answer that is lost', [trouble('breaks-off', true)]],
    ['a server that fails once', [trouble('failed', false)]],
  ] as const)
    it(name, () =>
      beside(
        folder,
        'healthy',
        async (server) => {
          ended(await server.does('renew'), ['applied', 0], /works/)
          const {principals, keys, certificates} = server.now()
          assert.equal(principals[0]!.keys.length, server.before.principals[0]!.keys.length + 1)
          assert.deepEqual([keys.length, certificates.length], [2, 2])
        },
        ({tenant}) => {
          tenant.writing.troubles = [...troubles]
        },
      ),
    )
})
