import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import type {Report} from '../../src/core/report.ts'
import {visible} from '../../src/core/words.ts'
import {renderMarkdown} from '../../src/render/markdown.ts'
import {anyReport, reportOf} from './reports.ts'

// As permissive as a tracker may be: HTML is HTML, and whatever looks like an address becomes a link.
const reader = new MarkdownIt({html: true, linkify: true})
type Token = ReturnType<typeof reader.parse>[number]

const tokens = (report: Report): Token[] =>
  reader.parse(renderMarkdown(report), {}).flatMap((token) => [token, ...(token.children ?? [])])
const text = ({children}: Token) => (children ?? []).map(({content}) => content).join('')

/** What a reader sees, block by block: the text of paragraphs, cells and headings. */
const seen = (all: Token[]) => all.filter(({type}) => type === 'inline').map(text)

const ours = new Set(['<details>', '</details>'])
const allowed =
  /^(heading|paragraph|bullet_list|ordered_list|list_item|table|thead|tbody|tr|th|td|strong)_(open|close)$|^(inline|text|text_special|code_inline|fence|html_block)$/

describe('Markdown', () => {
  it('leads with the root cause, for whom and who acts, then the cure with commands to copy', () => {
    const report = reportOf("Graph not asked, client disabled by the token's refusal")
    const blocks = seen(tokens(report))
    const order = [
      'Red: ',
      '✖ The application “Azure Multi-Factor Auth Client”',
      'For: everybody',
      'Who acts: the administrator of the Entra tenant',
      'Code: tenant.client-principal/disabled',
      'Also explains: ',
      'In Entra, open Enterprise applications',
      'Findings',
    ]
    const places = order.map((start) => blocks.findIndex((block) => block.startsWith(start)))
    assert.ok(!places.includes(-1), String(places))
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    )
    const commands = tokens(report).filter(({type}) => type === 'fence')
    const [first] = report.rootCauses
    assert.deepEqual(
      commands.map(({content}) => content),
      first?.hint.run?.map((command) => `${command}\n`),
    )
  })
  it('does not say that sign-ins fail where only a warning counts as red', () => {
    const strict = renderMarkdown(reportOf('ends in 30 days', {strict: true}))
    assert.match(strict, /^# Red: nothing makes sign-ins fail, but a warning counts as red/)
  })
  it('folds away what is in order', () => {
    const [open = '', folded = ''] = renderMarkdown(
      reportOf("Graph not asked, client disabled by the token's refusal"),
    ).split('<details>')
    assert.match(open, /^\| ✖ fail \| `token\.acquired` \|/m)
    assert.doesNotMatch(open, /✔ pass/)
    assert.match(folded, /^<summary>\d+ in order, \d+ not looked at<\/summary>$/m)
    assert.match(folded, /^\| ✔ pass \| `tenant\.exists` \|/m)
  })
  it('keeps every text of others a text: no HTML, no link, no emphasis, no cell of its own', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const all = tokens(report)
        for (const {type, level, content} of all) {
          assert.match(type, allowed)
          if (/^(heading|bullet_list|ordered_list|table)_open$/.test(type)) assert.equal(level, 0, type)
          if (type === 'html_block')
            for (const tag of content.trim().split('\n'))
              assert.ok(
                ours.has(tag) || /^<summary>\d+ in order, \d+ not looked at<\/summary>$/.test(tag),
                tag,
              )
        }
        const rows = all.filter(({type}) => type === 'tr_open').length
        const heads = all.filter(({type}) => type === 'thead_open').length
        assert.equal(rows - heads, report.findings.length)
        assert.equal(all.filter(({type}) => type === 'td_open').length, 4 * report.findings.length)
        // Runs of blanks are one blank to a reader of Markdown.
        const words = (told: string) => told.replace(/\s+/g, '')
        const blocks = seen(all).map(words)
        for (const {message} of report.findings)
          assert.ok(
            blocks.some((block) => block.startsWith(words(visible(message)))),
            JSON.stringify([message, blocks]),
          )
        const fences = all.filter(({type}) => type === 'fence').map(({content}) => content)
        const commands = report.rootCauses.flatMap(({hint}) => hint.run ?? [])
        assert.deepEqual(
          fences,
          commands.map((command) => `${visible(command)}\n`),
        )
      }),
      {numRuns: 500},
    )
  })
  it('gives each command a fence that it cannot close', () => {
    const report = reportOf("Graph not asked, client disabled by the token's refusal")
    const run = ['```', '````', '`a`', '~~~']
    const rootCauses = report.rootCauses.map((cause) => ({...cause, hint: {...cause.hint, run} as never}))
    const fences = tokens({...report, rootCauses}).filter(({type}) => type === 'fence')
    assert.deepEqual(
      fences.map(({content}) => content.trim()),
      run,
    )
  })
})
