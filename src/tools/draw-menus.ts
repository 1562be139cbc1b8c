// Draws the menu pictures of LINE, one a language, after a label has changed: `npm run draw-menus -- [--browser PATH]`.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import sharp from 'sharp'
import { loadContent } from '../gateway/content.ts'
import { menuTexts } from '../gateway/menus.ts'
import { labelsDigest, MENU_SIZE, menuPage, neutralPicture } from './menu-page.ts'

const root = resolve(import.meta.dirname, '../..')
const folder = join(root, 'channels/line/menus')

const { values } = parseArgs({ options: { browser: { type: 'string' } } })
const places = values.browser ? [values.browser] : ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const executablePath = places.find((place) => existsSync(place))
if (!executablePath) {
  process.stderr.write('Say where Chromium is: npm run draw-menus -- --browser PATH\n')
  process.exit(2)
}

const font = readFileSync(join(root, 'node_modules/@fontsource/noto-sans-myanmar/files/noto-sans-myanmar-myanmar-600-normal.woff2'))
const burmese = `data:font/woff2;base64,${font.toString('base64')}`
const drawn: Record<string, string> = {}

mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
try {
  const page = await browser.newPage({ viewport: MENU_SIZE })
  for (const texts of menuTexts(loadContent(root))) {
    await page.setContent(menuPage(texts, burmese))
    const body = page.locator('body[data-size]')
    await body.waitFor()
    const size = await body.getAttribute('data-size')
    if (!size) throw new Error(`the labels in ${texts.language} do not fit their fields`)
    const png = await sharp(await page.screenshot()).png({ palette: true, colours: 64, effort: 10 }).toBuffer()
    writeFileSync(join(folder, `${texts.language}.png`), png)
    drawn[texts.language] = labelsDigest(texts)
    process.stdout.write(`${texts.language}.png: labels of ${size} px, ${Math.ceil(png.length / 1024)} kB\n`)
  }
  writeFileSync(join(folder, 'neutral.png'), await sharp(Buffer.from(neutralPicture(MENU_SIZE))).png({ palette: true, colours: 16, effort: 10 }).toBuffer())
  writeFileSync(join(folder, 'drawn.json'), `${JSON.stringify(drawn, null, 2)}\n`)
} finally {
  await browser.close()
}
