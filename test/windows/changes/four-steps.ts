import type {Fault} from '../../support/fault.ts'
import {inSteps, stepping} from '../../support/fault.ts'
import {fileWindows} from '../../support/file-windows.ts'

// A run that changes the machine in a file in four steps, one of which goes wrong: FILE FAULT.
const [file, fault] = process.argv.slice(2)
const {door} = fileWindows(file!)
const changes = inSteps(door.changes, stepping(JSON.parse(fault!) as Fault).step)
const steps = [
  () => changes.writeJournal('run', '{}'),
  () => changes.createKey({container: 'npsmfa-test', bits: 2048, sddl: 'D:P(A;;FA;;;SY)'}),
  () => changes.setRegistryValue('SOFTWARE\\npsmfa', {name: 'x', type: 'REG_SZ', data: 'y'}),
  () => changes.stopService('IAS', 1_000),
]
const told: string[] = []
for (const step of steps)
  told.push(
    await step().then(
      () => 'done',
      (error: {code: number}) => `failed ${error.code}`,
    ),
  )
process.stdout.write(told.join())
door.close()
