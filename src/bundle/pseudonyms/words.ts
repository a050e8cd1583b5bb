import {Distinct, streamOf} from './keyed.ts'

const consonants = 'bcdfghjklmnprstvwxz'
const vowels = 'aeiou'
const letters = 'abcdefghijklmnopqrstuvwxyz'
const digits = '0123456789'
/** Shorter words are too few to be limited to such as can be spoken. */
const spoken = 5

const upper = (c: string) => c !== c.toLowerCase()

/** Puts the letters of `alias` in the case of `model`, place by place. */
const inCaseOf = (model: string, alias: string): string =>
  [...alias].map((c, i) => (upper(model[i] ?? '') ? c.toUpperCase() : c)).join('')

/**
 * Aliases of words: as long, with letters for letters and digits for digits, and in the same case; what is neither in
 * ASCII stays, since findings speak of it.
 */
export function wordAliases(key: Uint8Array): (word: string) => string {
  const aliases = new Distinct((word, attempt) => {
    const next = streamOf(key, 'word', `${attempt}\0${word}`)
    const pick = (from: string) => from[next() % from.length]!
    // After some tries every letter will do.
    const speak = word.length >= spoken && attempt < 20
    let run = next() % 2
    return [...word]
      .map((c) => {
        if (digits.includes(c)) return pick(digits)
        if (!letters.includes(c)) return c
        return pick(speak ? (run++ % 2 === 0 ? consonants : vowels) : letters)
      })
      .join('')
  })
  return (word) => inCaseOf(word, aliases.of(word.toLowerCase()))
}
