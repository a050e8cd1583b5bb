import {mkdirSync, rmSync, writeFileSync} from 'node:fs'
import {factsOf} from '../src/core/check.ts'
import type {ExplainedCause} from '../src/core/explanation.ts'
import type {Fact} from '../src/core/fact.ts'
import {allOwn, type Own} from '../src/explain/all-own-codes.ts'
import {endingsOf} from '../src/explain/own.ts'
import type {OwnCheck} from '../src/explain/own-checks.ts'
import {causeOf, type OwnCode, pageOf} from '../src/explain/own-codes.ts'
import {disruptions} from '../src/render/cause-words.ts'
import {owners} from '../src/render/owners.ts'
import {find} from './find.ts'

const folder = 'docs/checks'
const areaOf = ({id}: OwnCheck) => id.split('.')[0]!
/** To a check, or to one of its endings. */
const link = (code: string) => `[${code}](${pageOf(code).slice(folder.length + 1)})`
/** What Markdown would take for its own. */
const text = (plain: string) => plain.replace(/[<*`|]/g, '\\$&')

const row = (name: string, values: readonly string[]) =>
  values.length > 0 ? [`| ${name} | ${values.join('<br>')} |`] : []

/** An ending as a section, so that a link can lead to it; what it says is what `explain` prints. */
function section(own: OwnCode): string[] {
  const {code, cause, do: steps, run = [], owner, disrupts, confirm, causeId}: ExplainedCause = causeOf(own)
  const words = steps.filter((step) => !run.includes(step))
  return [
    `## ${code.split('/')[1]}`,
    '',
    `**${own.status}** · ${text(cause)}`,
    '',
    ...words.map((step, i) => `${i + 1}. ${text(step)}`),
    ...(words.length > 0 ? [''] : []),
    ...run.flatMap((command) => ['```', command, '```', '']),
    ...(disrupts ? [`- Who acts: ${owners[owner]}`, `- Disrupts: ${disruptions[disrupts]}`] : []),
    ...(causeId === null ? [] : [`- Cause: [${causeId}](../codes.md#${causeId.toLowerCase()})`]),
    ...(own.cause ? [`- Make sure: \`npsmfa check ${confirm.join(' ')}\``] : []),
    ...(disrupts ? [''] : []),
  ]
}

function page(check: OwnCheck, own: Own, facts: ReadonlyMap<string, Fact<unknown>>): string {
  const {id, title, perUser, permissions, after, explains} = check
  const endings = endingsOf(check, own)
  const about = check.facts.map((key) => `${text(facts.get(key)!.about)} (\`${key}\`)`)
  const table = [
    ...row('Looks at', about),
    ...row('Needs', permissions.map(text)),
    ...row('Judged', perUser ? ['for every `--user`'] : []),
    ...row('Explained, when they are red, by', [after.map(link).join(', ')].filter(Boolean)),
    ...row('Explains, when it is red', [explains.map(link).join(', ')].filter(Boolean)),
  ]
  const asked = endings[0]!.code
  return [
    `# ${id}`,
    '',
    `${text(title)}.`,
    '',
    ...(table.length > 0 ? ['| | |', '|---|---|', ...table, ''] : []),
    `${check.facts.length > 0 ? `\`npsmfa check ${id}\` looks` : '`npsmfa logs` looks'}; \`npsmfa explain ${asked}\` prints one of these endings offline. What stands in [brackets] is filled on a machine.`,
    '',
    ...endings.flatMap(section),
    '[All checks](README.md)',
    '',
  ].join('\n')
}

const index = (checks: readonly OwnCheck[]): string =>
  [
    '# Checks',
    '',
    'A page for each check, with every way it can end; made from src/checks by `npm run pages`. A code that a report names, such as `cert.expiry/expired`, is on the page of its check (cert.expiry.md) under its own heading, and `npsmfa explain` prints the same.',
    '',
    '- **fail**: sign-ins fail, or would if tried now, or MFA is not enforced. **warn**: they work, but will not for ever, or are less safe than intended. **pass**. **skip**: not looked at. **unknown**: looked, could not tell.',
    '- The index of error codes of others (the extension, Entra, NPS, Windows) is [codes.md](../codes.md).',
    '',
    ...[...new Set(checks.map(areaOf))].flatMap((area) => [
      `## ${area}`,
      '',
      ...(area === 'logs'
        ? ['What `npsmfa logs` finds in logs, and doctor in those of the last day.', '']
        : []),
      '| check | passes when | needs |',
      '|---|---|---|',
      ...checks
        .filter((check) => areaOf(check) === area)
        .map(
          ({id, title, permissions}) =>
            `| ${link(id)} | ${text(title)} | ${permissions.map(text).join('; ')} |`,
        ),
      '',
    ]),
  ].join('\n')

/** docs/checks: a page for each check and the index of them, by file name. */
export async function pages(): Promise<Record<string, string>> {
  const {checks, probes} = await import('../src/found.ts')
  const own = allOwn(checks, probes)
  const facts = new Map(checks.flatMap(factsOf).map((fact) => [fact.key, fact]))
  return {
    'README.md': index(own.checks),
    ...Object.fromEntries(own.checks.map((check) => [`${check.id}.md`, page(check, own, facts)])),
  }
}

// Committed; a test compares them with what explain prints.
if (import.meta.main) {
  find()
  rmSync(folder, {recursive: true, force: true})
  mkdirSync(folder, {recursive: true})
  for (const [file, content] of Object.entries(await pages())) writeFileSync(`${folder}/${file}`, content)
}
