import assert from 'node:assert/strict'
import {readFileSync, writeFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {join} from 'node:path'
import {after, before, describe, it} from 'node:test'
import type {AxeResults} from 'axe-core'
import type {BrowserContext, Page} from 'playwright-core'
import type {Report} from '../../../src/core/report.ts'
import {renderHtml} from '../../../src/render/html/page.ts'
import {chromiumSuite, openChromium, openFile, sheets} from '../../support/chromium.ts'
import {temporaryFolder} from '../../support/temp.ts'
import {families, reportOf} from './families.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Breaches of WCAG 2.2 A and AA and of good practice, with where they are. */
async function breaches(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const {violations} = (await page.evaluate('axe.run()')) as AxeResults
  return violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 200)}`))
}

const scrollsSideways = (page: Page) =>
  page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth')

/** Pixels that a line of the picture is high. */
const smallestText = (page: Page) =>
  page.evaluate<number>(
    'Math.min(...[...document.querySelectorAll(".path text")].map((one) => one.getBoundingClientRect().height).filter((tall) => tall > 0))',
  )

chromiumSuite('the HTML page in Chromium', () => {
  const folder = temporaryFolder()
  let context: BrowserContext
  before(async () => {
    context = await openChromium(folder)
  })
  after(() => context.close())
  const open = async (report: Report) => {
    const file = join(folder, 'report with blanks & ümlaut.html')
    writeFileSync(file, renderHtml(report))
    return openFile(context, file)
  }

  for (const family of families)
    it(`${family}: accessible in light and dark, fits a phone and a sheet, asks for nothing`, async () => {
      const report = await reportOf(family)
      const {page, requests, trouble} = await open(report)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({colorScheme})
        assert.deepEqual(await breaches(page), [], colorScheme)
      }
      const said = report.rootCauses[0]
      const heading = await page.locator('h1').innerText()
      if (said?.status === 'fail') assert.equal(heading, said.message)
      else assert.match(heading, report.status === 'healthy' ? /^Healthy/ : /^Nothing is red/)
      // A sheet holds one cause; who asks for more gets more sheets.
      if (report.rootCauses.length <= 1) assert.equal(await sheets(page), 1)
      await page.setViewportSize({width: 360, height: 740})
      assert.equal(await scrollsSideways(page), false)
      assert.ok((await smallestText(page)) >= 11, 'what stands in the picture can be read')
      assert.deepEqual(await breaches(page), [], 'phone')
      assert.deepEqual([requests, trouble], [[], []])
      await page.close()
    })

  it('is printed in light where the screen is dark', async () => {
    const {page} = await open(await reportOf('certificate-expired'))
    await page.emulateMedia({colorScheme: 'dark', media: 'print'})
    assert.equal(
      await page.evaluate('getComputedStyle(document.querySelector("h1")).color'),
      'rgb(27, 31, 36)',
    )
    await page.close()
  })
})

chromiumSuite('what can be done in the HTML page', () => {
  const folder = temporaryFolder()
  const command = `Write-Output 'a "quoted" <word> & more'`
  const file = join(folder, 'report.html')
  before(async () => {
    const report = await reportOf('monday-certificate')
    report.rootCauses[0]!.hint.run = [command]
    writeFileSync(file, renderHtml(report))
  })
  /** What a person would now paste. */
  const pasted = async (context: BrowserContext) => {
    const page = await context.newPage()
    await page.setContent('<textarea></textarea>')
    await page.focus('textarea')
    await page.keyboard.press('Control+V')
    const text = await page.inputValue('textarea')
    await page.close()
    return text
  }
  const focused = (page: Page) =>
    page.evaluate<string>(
      '[document.activeElement.localName, document.activeElement.textContent].join(" ").trim()',
    )

  describe('with scripts', () => {
    it('everything that can be used is reached by Tab, and is seen to be', async () => {
      await using context = await openChromium(folder)
      const {page} = await openFile(context, file)
      const usable = await page.locator('a, button, input, summary').count()
      const reached = new Set<string>()
      for (let step = 0; step < usable; step++) {
        await page.keyboard.press('Tab')
        reached.add(await page.evaluate<string>('document.activeElement.outerHTML'))
        assert.notEqual(
          await page.evaluate('getComputedStyle(document.activeElement).outlineStyle'),
          'none',
          await focused(page),
        )
      }
      assert.equal(
        reached.size,
        new Set(
          await page
            .locator('a, button, input, summary')
            .evaluateAll((all) => all.map((one) => one.outerHTML)),
        ).size,
      )
    })
    it('the first stop leads past the head of the page, and a consequence leads to its cause', async () => {
      await using context = await openChromium(folder)
      const {page} = await openFile(context, file)
      await page.keyboard.press('Tab')
      assert.match(await focused(page), /^a Skip/)
      await page.keyboard.press('Enter')
      assert.match(await focused(page), /^main/)
      const links = await page
        .locator('a[href^="#"]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('href')!))
      assert.ok(links.length > 5)
      for (const link of links) assert.equal(await page.locator(`[id="${link.slice(1)}"]`).count(), 1, link)
    })
    it('the button copies the command, by the keyboard, and says so', async () => {
      await using context = await openChromium(folder)
      const {page} = await openFile(context, file)
      await page.locator('.command button').first().focus()
      await page.keyboard.press('Enter')
      await page.getByText('Copied').first().waitFor()
      assert.equal(await page.locator('.command [role=status]').first().textContent(), 'Copied')
      assert.equal(await pasted(context), command)
    })
  })

  it('without scripts the commands are copied by Tab and Ctrl+C, and no button is there that does nothing', async () => {
    await using context = await openChromium(folder, {javaScriptEnabled: false})
    const {page} = await openFile(context, file)
    assert.equal(await page.locator('button:visible').count(), 0)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Control+C')
    assert.equal(await pasted(context), command)
  })
})
