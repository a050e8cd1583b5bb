import {healthyState} from './healthy/state.ts'
import {maker} from './maker.ts'
import {scenarios} from './scenarios.ts'
import type {LabState} from './state.ts'

/** The state of the named scenario: a healthy installation with that scenario's change. */
export async function buildLab(scenarioName: string): Promise<LabState> {
  const scenario = scenarios.find(({name}) => name === scenarioName)
  if (!scenario) throw new Error(`There is no scenario named "${scenarioName}".`)
  const state = await healthyState(maker)
  await scenario.change(state, maker)
  return state
}
