import type {Code} from '../catalogue/code.ts'
import type {ExplainedCause} from '../core/explanation.ts'
import type {Ranked} from './rank.ts'

export const unknown = 'Nothing in this text is known to npsmfa.'

/** Nothing says which of the first causes it is. */
export const ambiguous = (ranked: readonly Ranked[]): boolean =>
  ranked.length > 1 && ranked[0]!.confidence === 'low' && ranked[1]!.cause.layer !== 'benign'

/** The sentence to read out first. */
export function verdictOf(
  causes: readonly ExplainedCause[],
  hits: readonly Code[],
  doubtful: boolean,
): string {
  const [first] = causes
  if (!first) return hits[0] ? `${capital(hits[0].meaning)}.` : unknown
  if (first.benign) return `No fault is visible in this text. ${first.cause}`
  if (doubtful) return `This text alone does not decide it; the likeliest of several causes: ${first.cause}`
  return first.confidence === 'low' ? `Perhaps: ${first.cause}` : first.cause
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
