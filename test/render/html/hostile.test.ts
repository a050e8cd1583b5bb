import assert from 'node:assert/strict'
import {once} from 'node:events'
import {writeFileSync} from 'node:fs'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {after, before, it} from 'node:test'
import fc from 'fast-check'
import type {BrowserContext, Page} from 'playwright-core'
import {disruptions, owners, statuses} from '../../../src/core/outcome.ts'
import type {Report} from '../../../src/core/report.ts'
import {renderHtml} from '../../../src/render/html/page.ts'
import {chromiumSuite, openChromium, openFile} from '../../support/chromium.ts'
import {temporaryFolder} from '../../support/temp.ts'
import {reportOf} from './families.ts'

const evil = [
  '<script>window.ran = 1</script>',
  '"><img src=x onerror="window.ran = 2">',
  "' onfocus='window.ran = 3' autofocus='",
  '</style></title></textarea></desc></svg><script>window.ran = 4</script>',
  ']]><svg onload="window.ran = 5"><!-- -->',
  'javascript:window.ran=6',
  '<a href="javascript:window.ran=7">x</a><iframe srcdoc="<script>parent.ran = 8</script>"></iframe>',
  '<link rel=stylesheet href="https://evil.example/a.css"><base href="https://evil.example/">',
  '<meta http-equiv=refresh content="0;url=https://evil.example/"><form action=https://evil.example><input name=q>',
  '{{constructor.constructor("window.ran = 9")()}} &lt;script&gt; &#60;script&#62;',
  '\u001b[2J\u001b]0;title\u0007\u001b[31m red \u0000 \u202e desrever \u2066 \u200b \ufeff \ud800',
  '<script>window.ran = 11</script>'.repeat(32_000),
  'x'.repeat(1_000_000),
  'constructor',
  '__proto__',
]

/** The texts of a report, which come from outside; the rest has a form that the schema demands. */
const texts = [
  'message',
  'title',
  'area',
  'user',
  'name',
  'platform',
  'as',
  'version',
  'what',
  'docs',
  'check',
]
const lists = ['do', 'run', 'notSeen']

/** The report with hostile text in the place of every text, each of the lot in its turn. */
function poisoned(value: unknown, next: () => string): unknown {
  if (Array.isArray(value)) return value.map((one) => poisoned(one, next))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      if (texts.includes(key) && typeof member === 'string') return [key, next()]
      if (lists.includes(key) && Array.isArray(member)) return [key, member.map(next)]
      if (key === 'scope') return [key, `user:${next()}`]
      return [key, poisoned(member, next)]
    }),
  )
}

/** Elements, and the names of their attributes, in their order. */
const skeleton = (page: Page, markup: string): Promise<string[]> =>
  page.evaluate<
    string[]
  >(`[...new DOMParser().parseFromString(${JSON.stringify(markup)}, 'text/html').querySelectorAll('*')]
    .map((one) => [one.localName, ...one.getAttributeNames().sort()].join(' '))`)

chromiumSuite('the HTML page of a hostile report', () => {
  const folder = temporaryFolder()
  let context: BrowserContext
  before(async () => {
    context = await openChromium(folder)
  })
  after(() => context.close())

  it('runs nothing, asks for nothing and shows no control character, and still fits a phone', async () => {
    const report = await reportOf('monday-certificate')
    for (const [index] of evil.entries()) {
      let turn = index
      const bad = poisoned(report, () => evil[turn++ % evil.length]!) as Report
      const file = join(folder, 'hostile.html')
      const text = renderHtml(bad)
      assert.ok(text.length < 2_000_000, 'bounded')
      assert.doesNotMatch(
        text,
        /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/,
      )
      writeFileSync(file, text)
      const {page, requests, trouble} = await openFile(context, file)
      await page.setViewportSize({width: 360, height: 740})
      // Whatever would wait for a click, a focus or an opening, gets it.
      await page.evaluate(
        'for (const one of document.querySelectorAll("*")) { one.focus?.(); one.open = true }',
      )
      await page.locator('button').first().click()
      assert.equal(await page.evaluate('window.ran'), undefined)
      assert.deepEqual([requests, trouble], [[], []])
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 360)
      assert.deepEqual(await page.evaluate('[...document.scripts].length'), 1)
      await page.close()
    }
  })

  it('lets nothing run or ask even if it got into the page', async () => {
    const asked: string[] = []
    const server = createServer(({url}, answer) => {
      asked.push(url!)
      answer.end()
    })
    await once(server.listen(0, '127.0.0.1').unref(), 'listening')
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const file = join(folder, 'injected.html')
    writeFileSync(file, renderHtml(await reportOf('healthy')))
    const {page} = await openFile(context, file)
    await page.evaluate(`
      const [script, image, style] = ['script', 'img', 'link'].map((name) => document.createElement(name))
      script.text = 'window.ran = 1'
      image.src = '${address}/a.png'
      Object.assign(style, {rel: 'stylesheet', href: '${address}/a.css'})
      document.body.append(script, image, style)
      document.querySelector('h1').setAttribute('onclick', 'window.ran = 2')
      document.querySelector('h1').click()`)
    const fetched = await page.evaluate(`fetch('${address}/', {mode: 'no-cors'}).catch(String)`)
    assert.match(String(fetched), /Failed to fetch/)
    assert.equal(await page.evaluate('window.ran'), undefined)
    assert.deepEqual(asked, [])
    await page.close()
    server.close()
  })

  it('has the elements and attributes of a harmless one, whatever its texts are', async () => {
    const page = await context.newPage()
    const piece = fc.oneof(fc.constantFrom(...evil.slice(0, 10)), fc.string({unit: 'binary', maxLength: 40}))
    await fc.assert(
      fc.asyncProperty(
        reports,
        fc.uniqueArray(piece, {minLength: slots, maxLength: slots}),
        async (make, pieces) => {
          const [bad, good] = [make((slot) => pieces[slot]!), make((slot) => `word${slot}`)]
          assert.deepEqual(await skeleton(page, renderHtml(bad)), await skeleton(page, renderHtml(good)))
        },
      ),
      {numRuns: 150},
    )
    await page.close()
  })
})

/** So many different texts are in a report; a text that stands twice makes two findings one. */
const slots = 12
type Texts = (slot: number) => string
type Make<T> = (text: Texts) => T

const slot = fc.nat({max: slots - 1})
const word: fc.Arbitrary<Make<string>> = slot.map((index) => (text) => text(index))
const list = fc.array(slot, {maxLength: 3}).map((all) => (text: Texts) => all.map(text))
const code = fc.constantFrom(
  'cert.expiry/expired',
  'user.in-ad/absent',
  'logs.network/name',
  'a.b/c',
  '-.-/-',
)
const number = (max: number) => fc.integer({min: 0, max}).map((n) => String(n).padStart(2, '0'))
/** As the schema has it, so a date that no calendar has is one of them. */
const time = fc
  .tuple(number(9999), number(99), number(99), number(99), number(99), number(99))
  .map(([y, mo, d, h, mi, s]) => `${y.padStart(4, '0')}-${mo}-${d}T${h}:${mi}:${s}Z`)
const timeOrNull = fc.option(time)
const count = fc.nat({max: 1_000})

const hint = fc.oneof(
  fc.constant<Make<object>>(() => ({})),
  fc
    .record({
      do: list,
      run: list,
      docs: word,
      owner: fc.constantFrom(...owners),
      disrupts: fc.constantFrom(...disruptions),
    })
    .map(
      (made): Make<object> =>
        (text) => ({...made, do: made.do(text), run: made.run(text), docs: made.docs(text)}),
    ),
)
const finding = fc
  .record({
    area: word,
    message: word,
    hint,
    user: fc.option(word),
    code,
    status: fc.constantFrom(...statuses),
    because: fc.array(code, {maxLength: 2}),
  })
  .map(
    (made): Make<object> =>
      (text) => ({
        ...made,
        check: made.code.split('/')[0],
        title: made.message(text),
        area: made.area(text),
        message: made.message(text),
        hint: made.hint(text),
        ...(made.user ? {user: made.user(text)} : {user: undefined}),
      }),
  )
const rootCause = fc
  .record({
    code,
    status: fc.constantFrom('fail', 'warn'),
    message: word,
    owner: fc.constantFrom(...owners),
    since: timeOrNull,
    lastGood: timeOrNull,
    scope: word,
    hint,
    changed: word,
    changedAt: time,
  })
  .map(
    (made): Make<object> =>
      (text) => ({
        ...made,
        message: made.message(text),
        scope: `user:${made.scope(text)}`,
        hint: made.hint(text),
        changedBefore: [{what: made.changed(text), at: made.changedAt}],
        explains: [],
      }),
  )
const signIns = fc.record({
  from: time,
  to: time,
  stepMs: fc.integer({min: 1}),
  buckets: fc.array(fc.record({at: time, accepted: count, withoutMfa: count, refused: count}), {
    maxLength: 60,
  }),
})
const reports: fc.Arbitrary<Make<Report>> = fc
  .record({
    at: time,
    asOf: fc.option(time),
    selection: fc.option(list),
    name: word,
    as: word,
    status: fc.constantFrom('healthy', 'red', 'undetermined'),
    exit: fc.constantFrom(0, 1, 3),
    rootCauses: fc.array(rootCause, {maxLength: 3}),
    findings: fc.array(finding, {minLength: 1, maxLength: 12}),
    notSeen: list,
    signIns: fc.option(signIns),
  })
  .map(
    (made): Make<Report> =>
      (text) =>
        ({
          schema: 'npsmfa.report/1',
          tool: {name: 'npsmfa', version: made.name(text)},
          at: made.at,
          ...(made.asOf ? {asOf: made.asOf} : {}),
          ...(made.selection ? {selection: {only: made.selection(text), skip: made.selection(text)}} : {}),
          machine: {
            name: made.name(text),
            platform: made.as(text),
            as: made.as(text),
            elevated: true,
            source: 'live',
          },
          status: made.status,
          exit: made.exit,
          rootCauses: made.rootCauses.map((one) => one(text)),
          findings: made.findings.map((one) => one(text)),
          notSeen: made.notSeen(text),
          ...(made.signIns ? {signIns: made.signIns} : {}),
          tookMs: 1,
        }) as unknown as Report,
  )
