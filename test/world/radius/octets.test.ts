import assert from 'node:assert/strict'
import {test} from 'node:test'
import {ipv6Octets} from '../../../src/world/radius/nas.ts'
import {sendTimes, usualPatience} from '../../../src/world/radius/patience.ts'

test('writes IPv6 addresses in 16 bytes', () => {
  const written: Readonly<Record<string, string>> = {
    '::': '0'.repeat(32),
    '::1': '1'.padStart(32, '0'),
    '2001:db8::8:800:200c:417a': '20010db80000000000080800200c417a',
    '2001:DB8:1:2:3:4:5:6': '20010db8000100020003000400050006',
    'fe80::': 'fe80'.padEnd(32, '0'),
    '::ffff:192.0.2.1': '00000000000000000000ffffc0000201',
  }
  for (const [address, octets] of Object.entries(written))
    assert.equal(ipv6Octets(address).toString('hex'), octets, address)
})

test('sends again as RFC 5080 says', () => {
  assert.deepEqual(sendTimes(usualPatience(60_000)), [0, 2_000, 6_000, 14_000, 30_000])
  assert.deepEqual(sendTimes(usualPatience(5_000)), [0, 2_000])
  const patience = {timeoutMs: 100, firstPauseMs: 10, longestPauseMs: 30, mostSends: 9}
  assert.deepEqual(sendTimes(patience), [0, 10, 30, 60, 90])
  assert.deepEqual(sendTimes(usualPatience(120_000)), [0, 2_000, 6_000, 14_000, 30_000])
})
