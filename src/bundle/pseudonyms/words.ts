import {Distinct, streamOf} from './keyed.ts'
import {ordinaryWords} from './ordinary.ts'

const consonants = 'bcdfghjklmnprstvwxz'
const vowels = 'aeiou'
const latin = 'abcdefghijklmnopqrstuvwxyz'
/** Shorter words are too few to be limited to such as can be spoken. */
const spoken = 5

const range = (from: string, to: string): string => {
  const [first, last] = [from.codePointAt(0)!, to.codePointAt(0)!]
  return Array.from({length: last - first + 1}, (_, i) => String.fromCodePoint(first + i)).join('')
}

/** Letters that stand for a letter of the same script: a name in Cyrillic stays one. All have one form in capitals or none. */
const scripts: readonly [RegExp, string][] = [
  [/[a-z]/, latin],
  [/\p{Nd}/u, '0123456789'],
  [/\p{Script=Latin}/u, 'àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþ'],
  [/\p{Script=Cyrillic}/u, range('а', 'я')],
  [/\p{Script=Greek}/u, 'αβγδεζηθικλμνξοπρτυφχψω'],
  [/\p{Script=Arabic}/u, range('\u0641', '\u064a')],
  [/\p{Script=Hebrew}/u, range('\u05d0', '\u05ea')],
  [/\p{Script=Hiragana}/u, range('\u3042', '\u308d')],
  [/\p{Script=Katakana}/u, range('\u30a2', '\u30ed')],
  [/\p{Script=Hangul}/u, range('\uac00', '\uacff')],
]
/** For every other letter: of the most written script that knows no capitals. */
const han = range('\u4e00', '\u4eff')

/** An accent of its own, which tells nothing without its letter. */
const mark = /\p{M}/u

const letters = new Map<string, string>()
/** What may stand for a character. */
function lettersFor(character: string): string {
  const known = letters.get(character)
  if (known !== undefined) return known
  const found =
    scripts.find(([script]) => script.test(character))?.[1] ?? (mark.test(character) ? character : han)
  letters.set(character, found)
  return found
}

const upper = (c: string) => c !== c.toLowerCase()

/** Puts the letters of `alias` in the case of `model`, place by place. */
const inCaseOf = (model: string, alias: string): string => {
  const places = [...model]
  return [...alias].map((c, i) => (upper(places[i] ?? '') ? c.toUpperCase() : c)).join('')
}

/** Aliases of words: as long, each letter for one of its script, digits for digits, in the same case; never a word that everybody uses. */
export function wordAliases(key: Uint8Array): (word: string) => string {
  const make = (word: string, attempt: number) => {
    const next = streamOf(key, 'word', `${attempt}\0${word}`)
    const pick = (from: string) => from[(next() * 256 + next()) % from.length]!
    // After some tries every letter will do.
    const speak = word.length >= spoken && attempt < 20
    let run = next() % 2
    return [...word]
      .map((c) => {
        const those = lettersFor(c)
        return pick(speak && those === latin ? (run++ % 2 === 0 ? consonants : vowels) : those)
      })
      .join('')
  }
  const aliases = new Distinct(make, (alias, word) => alias === word || ordinaryWords.has(alias))
  return (word) => inCaseOf(word, aliases.of(word.toLowerCase()))
}
