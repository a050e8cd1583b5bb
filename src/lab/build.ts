import {healthyState} from './healthy/state.ts'
import {newMaker} from './maker.ts'
import {scenarios} from './scenarios.ts'
import type {LabState} from './state.ts'

/** The state of the named scenario, or of several joined by plus signs: a healthy installation with their changes. */
export async function buildLab(scenarioNames: string): Promise<LabState> {
  const maker = newMaker()
  const state = await healthyState(maker)
  for (const scenarioName of scenarioNames.split('+')) {
    const scenario = scenarios.find(({name}) => name === scenarioName)
    if (!scenario) throw new Error(`There is no scenario named "${scenarioName}".`)
    await scenario.change(state, maker)
  }
  return state
}
