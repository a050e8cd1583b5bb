import assert from 'node:assert/strict'
import {existsSync, mkdtempSync} from 'node:fs'
import {join} from 'node:path'
import {describe, it} from 'node:test'
import {pathToFileURL} from 'node:url'
import {type BrowserContext, type BrowserContextOptions, chromium, type Page} from 'playwright-core'

const executablePath = '/usr/bin/chromium'

/** What a browser would do by itself, off: whatever it still asks for, the page has asked for. */
const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A suite that opens pages: without Chromium it is skipped and says what to install; where CI is set it fails. */
export function chromiumSuite(name: string, define: () => void): void {
  const reason = `${executablePath} not found; apt-get install --no-install-recommends chromium`
  if (existsSync(executablePath)) describe(name, define)
  else if (process.env.CI) it(name, () => assert.fail(reason))
  else describe(name, {skip: reason}, () => {})
}

/** Debian's Chromium with nobody's settings, which it keeps in `folder`; the caller closes it. */
export const openChromium = (folder: string, options: BrowserContextOptions = {}): Promise<BrowserContext> =>
  chromium.launchPersistentContext(mkdtempSync(join(folder, 'chromium-')), {
    executablePath,
    args: quiet,
    ...options,
  })

/** All that a page did which a page that only shows something does not do. */
export interface Watched {
  page: Page
  /** Requests for anything but the file. */
  requests: string[]
  /** Console errors, exceptions, dialogs and further windows. */
  trouble: string[]
}

/** Opens a file as a double click does. */
export async function openFile(context: BrowserContext, file: string): Promise<Watched> {
  const page = await context.newPage()
  const address = pathToFileURL(file).href
  const [requests, trouble]: [string[], string[]] = [[], []]
  page.on('request', (request) => {
    if (request.url() !== address) requests.push(request.url())
  })
  page.on('console', (message) => trouble.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => trouble.push(String(error)))
  page.on('popup', (popup) => trouble.push(`window ${popup.url()}`))
  page.on('dialog', (dialog) => {
    trouble.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.goto(address)
  return {page, requests, trouble}
}

/** How many sheets of paper it takes. */
export async function sheets(page: Page): Promise<number> {
  const pdf = await page.pdf({preferCSSPageSize: true, printBackground: true})
  return pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0
}
