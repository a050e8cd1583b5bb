import assert from 'node:assert/strict'
import {after, it} from 'node:test'
import {clientAppId} from '../../src/catalogue/apps.ts'
import {registered} from '../../src/lab/healthy/tenant.ts'
import {principal} from '../../src/lab/scenarios/change.ts'
import {labProcess} from '../support/lab-process.ts'
import {certificateFaults} from './faults/certificates.ts'
import {makeCertificates} from './faults/fault.ts'
import {settingFaults} from './faults/settings.ts'
import {type Look, look, machineFor} from './looks.ts'
import {wineSuite} from './wine/needs.ts'

const faults = [...certificateFaults, ...settingFaults]

wineSuite('faults made through the Windows API', async () => {
  const made = await makeCertificates()
  const lab = await labProcess('healthy', (state) => {
    const {expired, ...valid} = made
    const keys = Object.values(valid).map(({certificate}) => registered(certificate))
    principal(state, clientAppId).keys.push(...keys)
  })
  const healthy = lab.state.server
  const turns = faults.map(({name, change}) => {
    const machine = structuredClone(healthy)
    change(machine, made)
    return {name, machine}
  })
  // Two machines side by side, as one leaves a core idle; each is healthy before and after its faults.
  const middle = Math.ceil(turns.length / 2)
  const looks = await Promise.all(
    [turns.slice(0, middle), turns.slice(middle)].map(async (half) => {
      const windows = await machineFor(healthy, ...half.map(({machine}) => machine))
      after(() => windows.stop())
      const undone = [{name: 'healthy', machine: healthy}]
      return look(windows, lab.address, [...undone, ...half, ...undone])
    }),
  )
  after(() => lab.stop())
  const roots = ({report}: Look) => report.rootCauses.map((cause) => cause.code)

  it('are at least twenty', () => assert.ok(faults.length >= 20))
  it('are not there before, nor after they are undone', () => {
    const healthyOnes = looks.flat().filter((one) => one.name === 'healthy')
    assert.deepEqual(healthyOnes.map(roots), [[], [], [], []])
  })
  for (const {name, code, beside = []} of faults)
    it(`${name}: ${code}`, () => {
      const [first, ...others] = roots(looks.flat().find((one) => one.name === name)!)
      assert.equal(first, code)
      assert.deepEqual(
        others.filter((other) => !beside.includes(other)),
        [],
      )
    })
})
