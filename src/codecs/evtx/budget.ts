import {EvtxError} from './cursor.ts'

// Full chunks of real servers need 6,400 steps and 60,000 characters; a value takes five bytes at least, so that no log
// comes near these.
/** Of one chunk: tokens read or repeated from a template, and characters that come of it. */
export const chunkLimits = {steps: 65_536, characters: 524_288}
/** Of elements in each other, and of binary XML in values. */
export const depthLimit = 32

/** What a chunk may still cost. A small file cannot make much work by referring to the same things again and again. */
export class Budget {
  #steps = chunkLimits.steps
  #characters = chunkLimits.characters

  step(cost = 1): void {
    this.#steps -= cost
    if (this.#steps < 0) throw new EvtxError('the chunk repeats too much')
  }

  text(text: string): string {
    this.#characters -= text.length
    if (this.#characters < 0) throw new EvtxError('the chunk repeats too much text')
    return text
  }

  depth(depth: number): void {
    if (depth > depthLimit) throw new EvtxError(`more than ${depthLimit} levels`)
  }
}
