// A real browser for a test, null where the machine has none (and the run says so), and what every test of pages does in it.
import axe from 'axe-core'
import { chromium as playwright } from 'playwright-core'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Asking } from './colleague.ts'
import { asking, founded, sessionOf } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { chromium, wholeChromium } from './surroundings.ts'

const MICROPHONE = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
const SWITCHES = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...MICROPHONE]

const launch = (executablePath: string) => playwright.launch({ executablePath, args: SWITCHES })

/** A slow machine only takes longer. */
const PATIENCE_MS = 60_000

let running: Promise<Browser> | null = null

/** One browser serves all the tests of a process, since its start costs a second: closing it closes the windows that were opened here. */
export async function openBrowser(): Promise<Browser | null> {
  const executablePath = chromium()
  if (executablePath === null) return null
  running ??= launch(executablePath)
  const browser = await running
  const opened: Promise<BrowserContext>[] = []
  const newContext: Browser['newContext'] = (options) => {
    const context = browser.newContext(options).then((made) => {
      made.setDefaultTimeout(PATIENCE_MS)
      return made
    })
    opened.push(context)
    return context
  }
  const own = {
    newContext,
    newPage: async (options?: BrowserContextOptions) => (await newContext(options)).newPage(),
    close: async () => { for (const context of opened) await (await context).close() },
  }
  return new Proxy(browser, { get: (target, name) => Reflect.get(name in own ? own : target, name) as unknown })
}

/** For what only a browser with a desktop around it does. The one who opens it closes it. */
export function openWholeBrowser(): Promise<Browser> {
  const executablePath = wholeChromium()
  if (executablePath === null) throw new Error('no browser')
  return launch(executablePath)
}

/** Opens the desk as somebody who has an account: a test of other pages need not type. */
export async function enter(page: Page, desk: TestDesk, email: string, password = 'another long password'): Promise<void> {
  await openWith(page, desk, await sessionOf(desk, email, password))
}

/** Makes the first account and opens the desk with it. */
export async function foundDesk(page: Page, desk: TestDesk): Promise<void> {
  await openWith(page, desk, await founded(desk))
}

async function openWith(page: Page, desk: TestDesk, cookie: string): Promise<void> {
  await page.context().addCookies(cookie.split('; ').map((one) => ({ name: one.slice(0, one.indexOf('=')), value: one.slice(one.indexOf('=') + 1), url: desk.url })))
  await page.goto(`${desk.url}/desk`)
  await page.getByTestId('navigation').waitFor()
}

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']

const LOOKED_FOR = { runOnly: { type: 'tag', values: WCAG }, resultTypes: ['violations'] }

/** Of WCAG 2.2 AA, each with the first place. A page is given the checker once, and tells only what is wrong: three times as fast. */
export async function violations(page: Page): Promise<string[]> {
  for (const frame of page.frames()) if (!await frame.evaluate<boolean>(`'axe' in window`)) await frame.evaluate(axe.source)
  // A colour on its way to another is neither of them.
  await page.evaluate(`Promise.allSettled(document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity).map((one) => one.finished))`)
  return page.evaluate<string[]>(`axe.run(${JSON.stringify(LOOKED_FOR)}).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0]?.html))`)
}

/** Whether something is wider than the window. */
export const tooWide = (page: Page) => page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')

/** A page of the desk as it stands, on a phone at night in one language and on a large screen by day in the other: accessible, and nothing too wide. */
export async function everyLook(page: Page, name: string): Promise<void> {
  for (const [width, height, colorScheme] of [[320, 700, 'dark'], [1280, 800, 'light']] as const) {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme })
    const language = await page.getAttribute('html', 'lang')
    await picture(page, `${name.replaceAll('/', '-')}-${language}-${width}-${colorScheme}`)
    expect([name, language, width, colorScheme, await violations(page), await tooWide(page)]).toEqual([name, language, width, colorScheme, [], false])
    await page.locator('.top-language').click()
    await page.locator(`html:not([lang=${language}])`).waitFor()
  }
}

/** A page of the desk in a window of its own. Anything it complains of, and anything it asks of another host, fails the test at its end. */
export async function watched(browser: Browser, desk: TestDesk, ending: (() => Promise<unknown>)[], options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 800 }, ...options })).newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => { if (message.type() === 'error' && !message.text().includes('status of 4')) faults.push(message.text()) })
  page.on('request', (request) => { if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(desk.url)) faults.push(request.url()) })
  ending.push(async () => { expect(faults).toEqual([]) })
  return page
}

/** By the navigation, where the page stands behind a word. */
export async function openPage(page: Page, group: string, name: string): Promise<void> {
  await page.getByTestId(`nav-group-${group}`).click()
  await page.getByTestId(`nav-${name}`).click()
}

/** Asks the desk as who is signed in on the page. */
export async function askingAs(page: Page, desk: TestDesk): Promise<Asking> {
  return asking(desk, (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; '))
}

/** The folder in which to leave what was seen, for people to look at; nowhere unless `TEST_PICTURES` names one. */
export const PICTURES = process.env['TEST_PICTURES']

export async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png` })
}
