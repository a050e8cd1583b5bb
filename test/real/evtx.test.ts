import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {it} from 'node:test'
import {fileURLToPath} from 'node:url'
import {refusals} from '../codecs/evtx/events.ts'
import {eventRecords, sidBytes, text} from '../support/evtx-event.ts'
import {chunksOf, type Element, fileTime, type Value, writeEvtx} from '../support/evtx-writer.ts'
import {temporaryFolder} from '../support/temp.ts'
import {realSuite} from './can-start.ts'

const script = fileURLToPath(new URL('../../scripts/evtx-compare.ts', import.meta.url))
const hex = (type: number, bytes: string): Value => ({type, bytes: Buffer.from(bytes, 'hex')})

/** One of each type of value that both readers write alike; evtxexport writes -2 in 16 bits as -32766. */
const values: Value[] = [
  text('Zoë'),
  hex(3, '7f'),
  hex(4, 'ff'),
  hex(5, '0200'),
  hex(6, 'feff'),
  hex(7, '02000780'),
  hex(8, '02000780'),
  hex(10, 'ffffffffffffffff'),
  hex(13, '01000000'),
  hex(14, '00ab'),
  hex(15, '2596845478549449a5ba3e3b0328c30d'),
  {type: 17, bytes: fileTime(Date.UTC(2026, 0, 2, 3, 4, 5, 6))},
  {type: 19, bytes: sidBytes('S-1-5-21-1-2-4294967295-500')},
  hex(20, '02000780'),
  hex(21, '0000000000002080'),
]
const system: Element = {name: 'System', content: [{name: 'EventRecordID', content: ['1']}]}
const template: Element = {
  name: 'Event',
  content: [
    system,
    ...values.map(({type}, index) => ({
      name: 'Data',
      attributes: {Name: `type ${type}`},
      content: [{substitute: index, type}],
    })),
  ],
}

realSuite('evtxexport, which nobody here wrote', [{file: 'evtxexport', packages: 'libevtx-utils'}], () => {
  it('reads of our fixtures what our reader reads', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'events.evtx'), writeEvtx(chunksOf(eventRecords(refusals(700))), 701))
    const types = chunksOf([{id: 1, at: 0, document: {template, values}}])
    writeFileSync(join(folder, 'types.evtx'), writeEvtx(types, 2))
    const {stdout, status} = spawnSync(process.execPath, [script], {
      encoding: 'utf8',
      env: {...process.env, NPSMFA_REFERENCE: folder},
    })
    assert.equal(status, 0, stdout)
    assert.match(stdout, /^events\.evtx: 700 of 700 records equal$/m)
    assert.match(stdout, /^types\.evtx: [01] of 1 records equal$/m)
  })
})
