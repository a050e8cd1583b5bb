import {CannotKnow} from '../../core/evidence.ts'
import type {WinApi} from './api.ts'
import type {Answer, Question} from './collector.ts'
import {WindowsFailure} from './failure.ts'
import {koffiWinApi} from './koffi/api.ts'
import {libOf} from './koffi/lib.ts'
import {cryptFunctions} from './koffi/lib-crypt.ts'
import {sspiFunctions} from './koffi/lib-sspi.ts'
import {loadKoffi} from './koffi/load.ts'

let api: WinApi | undefined

/** The program of the process that asks Windows: what a wrong call would break is this process and not the doctor's. */
process.on('message', async (question: Question) => {
  const answer = await answerTo(question)
  if (process.connected) process.send?.(answer)
})
process.on('disconnect', () => process.exit())

async function answerTo({id, call, values}: Question): Promise<Answer> {
  try {
    api ??= koffiWinApi(libOf(loadKoffi(), {...cryptFunctions, ...sspiFunctions}))
    const method = api[call] as (...values: readonly unknown[]) => Promise<unknown>
    return {id, value: await method(...values)}
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const why = error instanceof CannotKnow ? error.why : 'error'
    const windows = error instanceof WindowsFailure ? {call: error.call, code: error.code} : {}
    return {id, failure: {why, message, ...windows}}
  }
}
