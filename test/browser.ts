// A real browser for a test; null where the machine has none (and the run says so).
import { chromium as playwright } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { chromium } from './surroundings.ts'

export async function openBrowser(): Promise<Browser | null> {
  const executablePath = chromium()
  if (executablePath === null) return null
  return playwright.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
}
