import {CannotKnow} from '../../core/evidence.ts'
import {WindowsFailure} from './failure.ts'
import {type Answer, beside, type Question} from './question.ts'

type Methods = Record<string, (...values: readonly unknown[]) => Promise<unknown>>

/** Makes this process one that answers: it calls the methods of what `made` makes, which is made for the first one. */
export function answering(made: () => object): void {
  let methods: Methods | undefined
  let quick = Promise.resolve()
  const answer = async (question: Question) => {
    const answered = await answerTo(question, () => {
      methods ??= made() as Methods
      return methods
    })
    if (process.connected) process.send?.(answered)
  }
  process.on('message', (question: Question) => {
    if (beside.has(question.call)) void answer(question)
    // Each answer is out before the next call begins, which may be the one that ends this process.
    else quick = quick.then(() => answer(question))
  })
  // A call that waits on a thread of its own would keep even process.exit waiting.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
}

async function answerTo({id, call, values}: Question, methods: () => Methods): Promise<Answer> {
  try {
    const method = methods()[call]
    if (!method) throw new Error(`this process does not know ${call}`)
    return {id, value: await method(...values)}
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const why = error instanceof CannotKnow ? error.why : 'error'
    const windows = error instanceof WindowsFailure ? {call: error.call, code: error.code} : {}
    return {id, failure: {why, message, ...windows}}
  }
}
