// Times in the browser's own clock: from a key to the next paint, and from a key until what it asked for is painted.
import type { Page } from 'playwright-core'

export interface Figures { readonly what: string; readonly count: number; readonly median: number; readonly p95: number; readonly worst: number }

/** What the page keeps while it is measured: the browser's event timing, and the moment of the last key. */
const WATCH = `
  window.bench = { events: [], pressed: 0 };
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (entry.name === 'keydown') window.bench.events.push(entry.duration); })
    .observe({ type: 'event', durationThreshold: 16, buffered: false });
  window.addEventListener('keydown', () => { window.bench.pressed = performance.now(); }, true);`

export async function watch(page: Page): Promise<void> {
  await page.evaluate(WATCH)
}

/** From each key to the paint that follows; what the browser does not report took less than its smallest figure, 16 ms. */
export async function keyToPaint(page: Page, what: string, keys: readonly string[], pauseMs: number): Promise<Figures> {
  await page.evaluate('window.bench.events.length = 0')
  for (const key of keys) {
    await page.keyboard.press(key)
    await page.waitForTimeout(pauseMs)
  }
  await page.waitForTimeout(300)
  const reported = await page.evaluate<number[]>('window.bench.events')
  return figures(what, [...reported, ...Array.from({ length: Math.max(0, keys.length - reported.length) }, () => 16)])
}

/** From each key until `shown`, an expression of the page, is true and painted. */
export async function keyToShown(page: Page, what: string, steps: readonly { readonly key: string; readonly before: string; readonly shown: string }[]): Promise<Figures> {
  const times: number[] = []
  for (const { key, before, shown } of steps) {
    await page.evaluate(`window.bench.before = ${before}`)
    const painted = page.evaluate<number>(`new Promise((done) => {
      const look = () => { if (${shown}) requestAnimationFrame(() => setTimeout(() => done(performance.now() - window.bench.pressed))); else requestAnimationFrame(look); };
      window.addEventListener('keydown', () => requestAnimationFrame(look), { once: true });
    })`)
    await page.waitForTimeout(60)
    await page.keyboard.press(key)
    times.push(await painted)
    await page.waitForTimeout(400)
  }
  return figures(what, times)
}

export function figures(what: string, times: readonly number[]): Figures {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (part: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0)
  return { what, count: sorted.length, median: at(0.5), p95: at(0.95), worst: at(1) }
}
