// What stands beside a conversation on LINE: the menus, the animation, the read mark, the link into it.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import type { MenuTexts } from '../channels/contract.ts'
import { entryCodeIn } from '../channels/entry.ts'
import { line } from '../channels/line/index.ts'
import { installMenus } from '../channels/line/menus.ts'
import { menuTexts } from '../src/gateway/menus.ts'
import { content } from './content.ts'
import { BASIC_ID, lineUser, startLine } from './platforms/line.ts'
import type { LineStandIn } from './platforms/line.ts'
import { lineOpenApi } from './surroundings.ts'

const mai = lineUser('mai')
const never = new AbortController().signal
const LABELS = ['Wages', 'Visa', 'Health', 'All topics of this desk', 'A person', 'Language']
const VALUES = ['topics:labour', 'topics:residence', 'topics:medical', 'menu', 'person', 'language']

const pictures = mkdtempSync(join(tmpdir(), 'madoguchi-menus-'))
afterAll(() => rmSync(pictures, { recursive: true }))
for (const [language, background] of [['en', 'navy'], ['my', 'green'], ['zh', 'red']] as const) {
  writeFileSync(join(pictures, `${language}.png`), await sharp({ create: { width: 2500, height: 1686, channels: 3, background } }).png().toBuffer())
}

function textsOf(language: string, labels = LABELS): MenuTexts {
  return { language, greeting: '', starters: [], menu: VALUES.map((value, i) => ({ value, label: labels[i] ?? '' })) }
}
const three = ['en', 'my', 'zh'].map((language) => textsOf(language))

async function open() {
  const stand = await startLine(lineOpenApi())
  onTestFinished(() => stand.close())
  const config = { channelSecret: 's', channelAccessToken: stand.token, apiBase: stand.url, dataBase: stand.url }
  const install = (texts = three, folder = pictures) => Array.fromAsync(installMenus(texts, config, never, folder))
  const changes = () => stand.requests.filter(({ method }) => method !== 'GET').length
  return { stand, config, install, changes }
}

const languagesOf = ({ menus }: LineStandIn) => menus.map(({ name }) => name.split('-')[1])
const shownFor = (stand: LineStandIn, language: string) => stand.menus.find(({ richMenuId }) => richMenuId === stand.aliases.get(`madoguchi-${language}`))

test('each language gets a menu of six places with its picture and its alias, and English is the default', async () => {
  const { stand, install } = await open()
  const done = await install()
  expect(stand.refused).toEqual([])
  expect(languagesOf(stand)).toEqual(['en', 'my', 'zh'])
  expect(done).toHaveLength(7)
  expect([...stand.aliases.keys()]).toEqual(['madoguchi-en', 'madoguchi-my', 'madoguchi-zh'])
  expect(stand.defaultMenu).toBe(stand.aliases.get('madoguchi-en'))
  const menu = shownFor(stand, 'my')
  expect(menu).toMatchObject({ size: { width: 2500, height: 1686 }, chatBarText: 'All topics of…' })
  expect(menu?.name).toMatch(/^madoguchi-my-[0-9a-f]{16}$/)
  expect(menu?.areas.map(({ bounds: { x, y, width, height } }) => [x, y, width, height])).toEqual([
    [0, 0, 833, 843], [833, 0, 834, 843], [1667, 0, 833, 843], [0, 843, 833, 843], [833, 843, 834, 843], [1667, 843, 833, 843],
  ])
  expect(menu?.areas.map(({ action }) => action)).toMatchObject(VALUES.map((data, i) => ({ type: 'postback', data, displayText: LABELS[i] })))
  expect(menu?.areas[3]?.action.label).toBe('All topics of this …')
  expect(stand.pictures.get(menu?.richMenuId ?? '')?.type).toBe('image/png')
})

test('a second run changes nothing and says nothing', async () => {
  const { stand, install, changes } = await open()
  await install()
  const before = changes()
  expect(await install()).toEqual([])
  expect(changes()).toBe(before)
  expect(stand.menus).toHaveLength(3)
})

test('a changed label or picture is a new menu in the place of the old one', async () => {
  const { stand, install } = await open()
  await install()
  const [old, kept] = [shownFor(stand, 'en'), shownFor(stand, 'zh')]
  const done = await install([textsOf('en', ['Pay', ...LABELS.slice(1)]), ...three.slice(1)])
  expect(done).toEqual([expect.stringMatching(/^en: new menu/), expect.stringMatching(/^en: madoguchi-en/), expect.stringMatching(/^en: shown/), `deleted: ${old?.name}`])
  expect(stand.defaultMenu).toBe(shownFor(stand, 'en')?.richMenuId)
  expect(shownFor(stand, 'zh')).toBe(kept)
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-menus-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  cpSync(pictures, folder, { recursive: true })
  cpSync(join(pictures, 'my.png'), join(folder, 'zh.png'))
  expect(await install(undefined, folder)).toContain(`deleted: ${kept?.name}`)
  expect(new Set(languagesOf(stand))).toEqual(new Set(['en', 'my', 'zh']))
  expect(stand.menus).toHaveLength(3)
})

test('a run that was cut short is put right by the next', async () => {
  const { stand, install } = await open()
  stand.faults = [{ on: 'picture', status: 500, times: 1 }]
  await expect(install()).rejects.toThrow()
  expect(stand.pictures.size).toBe(0)
  await install()
  expect(languagesOf(stand)).toEqual(['en', 'my', 'zh'])
  expect(stand.pictures.size).toBe(3)
  stand.aliases.delete('madoguchi-zh')
  const kept = [...stand.menus]
  expect(await install()).toEqual([expect.stringMatching(/^zh: madoguchi-zh/)])
  expect(stand.menus).toEqual(kept)
})

test('menus that are not ours stay', async () => {
  const { stand, install } = await open()
  const theirs = { size: { width: 2500, height: 843 }, selected: false, name: 'campaign', chatBarText: 'Campaign', areas: [], richMenuId: 'richmenu-theirs' }
  stand.menus.push(theirs, { ...theirs, name: 'madoguchi-en-old', richMenuId: 'richmenu-old' })
  expect(await install()).toContain('deleted: madoguchi-en-old')
  expect(stand.menus).toContain(theirs)
})

test('a picture that is missing or too large ends the run before anything is changed, and says how to draw one', async () => {
  const { stand, install } = await open()
  await expect(install([...three, textsOf('vi')])).rejects.toThrow(/vi\.png is missing: draw it with: npm run draw-menus/)
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-menus-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'en.png'), new Uint8Array(1_000_001))
  await expect(install([textsOf('en')], folder)).rejects.toThrow(/too large: draw it with/)
  expect(stand.requests).toEqual([])
})

test("the desk's own menus, with the pictures beside the channel, are menus LINE takes", async () => {
  const { stand, config } = await open()
  if (!line.install) throw new Error('cannot install')
  await Array.fromAsync(line.install(menuTexts(content), config, never))
  expect(stand.refused).toEqual([])
  expect([...stand.aliases.keys()].toSorted()).toEqual(['en', 'es', 'id', 'ja', 'my', 'neutral', 'pt', 'tl', 'vi', 'zh'].map((language) => `madoguchi-${language}`))
})

test('the menu for whose phone somebody else sees is one field that says nothing', async () => {
  const { stand, config } = await open()
  if (!line.install) throw new Error('cannot install')
  await Array.fromAsync(line.install(menuTexts(content), config, never))
  await line.showMenu?.(mai, 'neutral', config, never)
  const menu = stand.menus.find(({ richMenuId }) => richMenuId === stand.links.get(mai))
  expect(menu).toMatchObject({ chatBarText: '…', areas: [{ bounds: { x: 0, y: 0, width: 2500, height: 1686 }, action: { data: 'menu', displayText: '…' } }] })
})

test('a person sees the menu of their language; where none is installed nothing happens', async () => {
  const { stand, config, install } = await open()
  await line.showMenu?.(mai, 'my', config, never)
  expect(stand.links.size).toBe(0)
  await install()
  await line.showMenu?.(mai, 'my', config, never)
  expect(stand.links).toEqual(new Map([[mai, stand.aliases.get('madoguchi-my')]]))
  await line.showMenu?.(mai, 'pt', config, never)
  expect(stand.links.size).toBe(1)
  expect(stand.refused).toEqual([])
  stand.faults = [{ on: 'menu', status: 500, times: 1 }]
  await expect(line.showMenu?.(mai, 'zh', config, never)).rejects.toThrow()
})

test('somebody is writing, and a message is read', async () => {
  const { stand, config } = await open()
  await line.showTyping?.(mai, config, never, null)
  expect(stand.loading).toEqual([{ chatId: mai, loadingSeconds: 20 }])
  const token = String(stand.textEvent({ user: mai, text: 'hi' }).message['markAsReadToken'])
  await line.markRead?.(mai, token, config, never)
  expect(stand.read).toEqual([token])
  await expect(line.markRead?.(mai, 'another', config, never)).rejects.toThrow()
  expect(stand.read).toEqual([token])
})

test('a profile is there for friends, and null for everybody else', async () => {
  const { stand, config } = await open()
  stand.profiles.set(mai, { displayName: 'Mai', language: 'vi' })
  expect(await line.fetchProfile?.(mai, config, never)).toEqual({ name: 'Mai', language: 'vi' })
  expect(await line.fetchProfile?.(lineUser('nobody'), config, never)).toBeNull()
  stand.faults = [{ on: 'profile', status: 500, times: 1 }]
  await expect(line.fetchProfile?.(mai, config, never)).rejects.toThrow()
  await expect(line.fetchProfile?.(mai, config, AbortSignal.abort())).rejects.toThrow('LINE: no answer in time')
})

test('the entry link opens the account with a text that is the code', async () => {
  const { config } = await open()
  const link = await line.entryLink?.('TOKYO-7', config, never) ?? ''
  expect(link).toBe('https://line.me/R/oaMessage/%40216abcde/?Madoguchi%20%23TOKYO-7')
  expect(decodeURIComponent(new URL(link).pathname)).toBe(`/R/oaMessage/${BASIC_ID}/`)
  expect(entryCodeIn(decodeURIComponent(new URL(link).search.slice(1)))).toBe('TOKYO-7')
})
