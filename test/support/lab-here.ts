import {after} from 'node:test'
import {buildLab, startLab} from '../../src/lab/index.ts'

/**
 * The flag that leads to a lab in the process of the test that asks for it, until that test or file is over. Labs of a
 * process share their keys, while a program that is run with `--lab` makes its own: a third of what such a run takes.
 */
export async function atLab(scenario = 'healthy'): Promise<string> {
  const lab = await startLab(await buildLab(scenario))
  after(() => lab.close())
  return `--lab=${lab.address}`
}
