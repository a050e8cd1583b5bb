import {CannotKnow} from '../../core/evidence.ts'
import type {WinApi} from './api.ts'
import {WindowsFailure} from './failure.ts'
import {koffiWinApi} from './koffi/api.ts'
import {libOf} from './koffi/lib.ts'
import {cryptFunctions} from './koffi/lib-crypt.ts'
import {sspiFunctions} from './koffi/lib-sspi.ts'
import {loadKoffi} from './koffi/load.ts'
import {type Answer, beside, type Question} from './question.ts'

let api: WinApi | undefined
let quick = Promise.resolve()

/** The program of the process that asks Windows: what a wrong call would break is this process and not the doctor's. */
process.on('message', (question: Question) => {
  if (beside.has(question.call)) void answer(question)
  // Each answer is out before the next call begins, which may be the one that ends this process.
  else quick = quick.then(() => answer(question))
})
// A call that waits on a thread of its own would keep even process.exit waiting.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))

async function answer(question: Question): Promise<void> {
  const answered = await answerTo(question)
  if (process.connected) process.send?.(answered)
}

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
