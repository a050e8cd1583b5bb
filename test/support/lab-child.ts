import {type LabState, startLab} from '../../src/lab/index.ts'

// The program of a lab's own process: a state comes in, the address goes out, and it ends with whoever started it.
process.once('message', async (state: LabState) => {
  const {address} = await startLab(state)
  process.send?.(address)
})
process.once('disconnect', () => process.exit())
