// The menus beside the conversation: short enough for every platform, and for LINE a picture drawn from the labels of today.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { THEMES } from '../src/gateway/article-file.ts'
import { menuTexts } from '../src/gateway/menus.ts'
import { LANGUAGES } from '../src/knowledge/languages.ts'
import { labelsDigest, MENU_SIZE, menuPage } from '../src/tools/menu-page.ts'
import { content, words } from './content.ts'

const folder = resolve(import.meta.dirname, '../channels/line/menus')
const menus = menuTexts(content)

test.each(LANGUAGES)('what Messenger cuts is short enough in %s: buttons at 20 UTF-16 units, the greeting at 160', (language) => {
  const choices = ['person', 'menu', 'language', 'else', 'more', 'apps', 'linkCode', 'here', 'there', 'unlink', 'contact'].map((name) => `choice.${name}`)
  const reach = ['never', 'day', 'office', 'evening', 'sunday', 'phone', 'secrets', 'neutral', 'open', 'watched', 'alone', 'exitWord', 'safeWord'].map((name) => `reach.${name}`)
  const quiet = ['quiet.talk', 'quiet.later', 'quiet.settings', 'quiet.mine', 'check.yes', 'check.no']
  const labels = [...choices, ...reach, ...quiet, ...THEMES.map((theme) => `theme.${theme}`)].map((key) => words(language, key))
  expect(labels.filter((label) => label.length > 20)).toEqual([])
  expect(words(language, 'welcome.short').length).toBeLessThanOrEqual(160)
})

test.each([...LANGUAGES, 'neutral'])('the picture in %s is one LINE takes', async (language) => {
  const png = readFileSync(resolve(folder, `${language}.png`))
  const { format, width, height } = await sharp(png).metadata()
  expect({ format, width, height }).toEqual({ format: 'png', ...MENU_SIZE })
  expect(png.length).toBeLessThan(1_000_000)
  const { channels } = await sharp(png).stats()
  expect(channels.some(({ stdev }) => stdev > 10)).toBe(true)
})

test('every picture was drawn from the labels of today; after a change: npm run draw-menus', () => {
  const drawn: unknown = JSON.parse(readFileSync(resolve(folder, 'drawn.json'), 'utf8'))
  expect(drawn).toEqual(Object.fromEntries(menus.map((texts) => [texts.language, labelsDigest(texts)])))
})

test('one changed label, or two that changed places, is another picture', () => {
  const [texts] = menus
  if (!texts) throw new Error('no menu')
  const digests = [texts, { ...texts, menu: texts.menu.toReversed() }, { ...texts, menu: texts.menu.map((choice, i) => (i === 3 ? { ...choice, label: `${choice.label}!` } : choice)) }].map(labelsDigest)
  expect(new Set(digests).size).toBe(3)
})

test.each(menus)('the page in $language holds six icons and no reading in brackets', (texts) => {
  const page = menuPage(texts, 'data:,')
  expect(page.match(/<svg /g)).toHaveLength(6)
  expect(page).not.toMatch(/（\p{Script=Hiragana}+）/u)
})

test('a field without an icon is refused, and what a label says is never markup', () => {
  const one = (value: string, label: string) => menuPage({ language: 'en', greeting: '', starters: [], menu: [{ value, label }] }, 'data:,')
  expect(() => one('unknown', 'x')).toThrow('no icon')
  expect(one('menu', '<b> & co')).toContain('&lt;b></span> <span>&amp;</span>')
})
