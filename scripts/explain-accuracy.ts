// Over the field cases of the folder that NPSMFA_REFERENCE names: how often the first cause is the right one, by kind
// of text, as they are and mutated (ids, names, dates, line breaks, case of codes, HTML).
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {explain} from '../src/explain/explain.ts'

interface Row {
  id: string
  text: string
  cause_id: string
  text_kind: string
}

const folder = process.env.NPSMFA_REFERENCE
if (!folder) {
  process.stderr.write('NPSMFA_REFERENCE must name the folder that holds field-cases.jsonl.\n')
  process.exit(2)
}
const rows = readFileSync(join(folder, 'field-cases.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Row)

const wrapped = (text: string) => text.replace(/(.{50,70}) /g, '$1\n')
const mutations: Readonly<Record<string, (text: string) => string>> = {
  'as they are': (text) => text,
  'other ids': (text) =>
    text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f-]{22}/gi, '0f9d2c71-5b3e-4c1a-9d7e-2f60b1a4c8e3'),
  'other names': (text) =>
    text
      .replaceAll('jdoe', 'maria.huber')
      .replaceAll('contoso', 'northwind')
      .replaceAll('192.0.2.', '198.51.100.'),
  'other dates': (text) => text.replace(/\b20\d\d-\d\d-\d\d/g, '2027-03-09'),
  'lines broken': wrapped,
  'carriage returns': (text) => wrapped(text).replaceAll('\n', '\r'),
  'lines joined': (text) => text.replace(/\s*\n\s*/g, ' '),
  'lower case': (text) => text.toLowerCase(),
  'upper case': (text) => text.toUpperCase(),
  'as HTML': (text) =>
    `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&#39;').replaceAll('  ', ' &nbsp;').replaceAll('\n', '<br />')}</p>`,
}

const verbose = process.argv.includes('--wrong')
for (const [name, mutate] of Object.entries(mutations)) {
  const kinds = new Map<string, {right: number; among: number; all: number}>()
  for (const row of rows) {
    const ids = explain(mutate(row.text)).causes.map(({causeId}) => causeId)
    const kind = kinds.get(row.text_kind) ?? {right: 0, among: 0, all: 0}
    kinds.set(row.text_kind, kind)
    kind.all++
    if (ids[0] === row.cause_id) kind.right++
    else if (verbose)
      process.stdout.write(
        `  ${row.id} ${row.cause_id} SAID ${ids.join(' ') || '-'}: ${row.text.slice(0, 140).replace(/\s+/g, ' ')}\n`,
      )
    if (ids.includes(row.cause_id)) kind.among++
  }
  const sum = (of: 'right' | 'among' | 'all') =>
    [...kinds.values()].reduce((total, kind) => total + kind[of], 0)
  const told = [...kinds].map(([kind, {right, all}]) => `${kind} ${right}/${all}`).join(', ')
  process.stdout.write(
    `${name.padEnd(18)} first ${sum('right')}/${sum('all')}, among ${sum('among')}  (${told})\n`,
  )
}
