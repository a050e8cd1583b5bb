import {CannotKnow} from '../core/evidence.ts'
import {UsageError} from '../core/usage-error.ts'
import {version} from '../version.ts'
import type {WinApi} from '../world/windows/api.ts'
import {windowsDoor} from '../world/windows/door.ts'
import {type Question, questions} from './self-test-questions.ts'

export interface Answer {
  id: string
  asks: string
  /** What Windows answered; the names of people, tenants and machines are left out. */
  saw: string
  known: boolean
  ms: number
}

export interface SelfTest {
  schema: 'npsmfa.self-test/1'
  tool: string
  node: string
  answers: readonly Answer[]
}

/** One look may take this long, in milliseconds: a domain controller far away is part of the test. */
const lookMs = 15_000

/** The harmless part of docs/windows-acceptance.md: asks Windows everything that npsmfa asks it, and changes nothing. */
export async function selfTest(): Promise<SelfTest> {
  if (process.platform !== 'win32')
    throw new UsageError('--self-test asks Windows how it answers; run it on a Windows server.')
  const {api, close} = windowsDoor()
  try {
    const answers: Answer[] = []
    for (const question of questions) answers.push(await ask(question, api))
    return {schema: 'npsmfa.self-test/1', tool: `npsmfa ${version}`, node: process.version, answers}
  } finally {
    close()
  }
}

async function ask({id, asks, look}: Question, api: WinApi): Promise<Answer> {
  const started = performance.now()
  const late = AbortSignal.timeout(lookMs)
  const tooLate = new Promise<never>((_, reject) => {
    late.addEventListener('abort', () => reject(new CannotKnow('timeout', `no answer in ${lookMs / 1000} s`)))
  })
  const answer = (known: boolean, saw: string): Answer => ({
    id,
    asks,
    saw,
    known,
    ms: Math.round(performance.now() - started),
  })
  try {
    return answer(true, await Promise.race([look(api), tooLate]))
  } catch (error) {
    return answer(false, error instanceof CannotKnow ? `${error.why}: ${error.message}` : String(error))
  }
}
