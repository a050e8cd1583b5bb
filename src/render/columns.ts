import Table from 'cli-table3'

const edges = [
  'top',
  'top-mid',
  'top-left',
  'top-right',
  'bottom',
  'bottom-mid',
  'bottom-left',
  'bottom-right',
  'left',
  'left-mid',
  'mid',
  'mid-mid',
  'right',
  'right-mid',
  'middle',
]
const chars = Object.fromEntries(edges.map((edge) => [edge, '']))

/** Rows in columns without borders; the last column wraps in what the others leave of the width. */
export function columns(
  rows: readonly (readonly string[])[],
  widths: readonly number[],
  width: number,
): string {
  const rest = Math.max(20, width - widths.reduce((sum, w) => sum + w, 0))
  const table = new Table({
    chars,
    colWidths: [...widths, rest],
    wordWrap: true,
    wrapOnWordBoundary: true,
    style: {head: [], border: [], 'padding-left': 0, 'padding-right': 1},
  })
  for (const row of rows) table.push([...row])
  return rows.length === 0 ? '' : `${table.toString().replace(/ +$/gm, '')}\n`
}
