/** Wrong usage: one sentence on what is wrong and what to give instead; exit 2, no stack. */
export class UsageError extends Error {
  constructor(sentence: string) {
    super(sentence)
    this.name = 'UsageError'
  }
}
