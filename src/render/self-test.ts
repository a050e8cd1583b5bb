import {plain} from '../core/words.ts'
import {columns} from './columns.ts'
import {glyph, type Look} from './style.ts'

interface Told {
  tool: string
  node: string
  answers: readonly {id: string; asks: string; saw: string; known: boolean; ms: number}[]
}

/** The acceptance test for people, to be copied into a mail. */
export const renderSelfTest = ({tool, node, answers}: Told, look: Look): string => {
  const rows = answers.map(({id, asks, saw, known, ms}) => [
    glyph(known ? 'pass' : 'unknown', look),
    id,
    asks,
    `${plain(saw)} (${ms} ms)`,
  ])
  return `${tool}, Node.js ${node}\n${columns(rows, [2, 4, 38], look.width)}\nNothing was changed. Please send these lines to the makers of npsmfa, with the edition of Windows.\n`
}
