import {type LabState, startLab} from '../../src/lab/index.ts'

// The program of a lab's own process: a state comes in, the address goes out, and it ends with whoever started it.
process.once('message', async (state: LabState) => {
  const {address} = await startLab(state)
  process.send?.(address)
  // What is cured, or breaks, while the lab runs.
  process.on('message', (change: Partial<LabState> | 'now') => {
    if (change === 'now') process.send?.(state)
    else Object.assign(state, change)
  })
})
process.once('disconnect', () => process.exit())
