// What Messenger tells and keeps beside messages: profiles, health, signs, media, links, and what is set up once.
import { afterEach, expect, test, vi } from 'vitest'
import type { FetchedMedia } from '../channels/contract.ts'
import { messenger } from '../channels/messenger/index.ts'
import { menuTexts } from '../src/gateway/menus.ts'
import { content } from './content.ts'
import { startHttpServer } from './platforms/http-server.ts'
import { messengerPsid, startMessenger } from './platforms/messenger.ts'

const ANA = messengerPsid('Ana')

const ending: (() => Promise<void>)[] = []
afterEach(async () => {
  vi.restoreAllMocks()
  for (const end of ending.splice(0)) await end()
})

async function open() {
  const meta = await startMessenger()
  ending.push(() => meta.close())
  return { meta, config: { appSecret: meta.appSecret, pageToken: meta.token, verifyToken: meta.verifyToken, graphBase: meta.url } }
}

type Config = Awaited<ReturnType<typeof open>>['config']
const signal = () => AbortSignal.timeout(10_000)
const profileOf = (config: Config) => messenger.fetchProfile?.(ANA, config, signal())
const healthOf = (config: Config) => messenger.fetchHealth?.(config, signal())

test('a profile tells the language as the web writes it, and the first name', async () => {
  const { meta, config } = await open()
  meta.profiles.set(ANA, { first_name: 'Ana', last_name: 'Souza', locale: 'pt_BR' })
  expect(await profileOf(config)).toEqual({ name: 'Ana', language: 'pt-BR' })
  expect(meta.requests).toMatchObject([{ path: `/${ANA}`, query: { fields: 'locale,first_name' }, token: 'header' }])
})

test('where Meta tells nothing about a person there is no profile, and another failure is one', async () => {
  const { meta, config } = await open()
  expect(await profileOf(config)).toBeNull()
  meta.profiles.set(ANA, {})
  expect(await profileOf(config)).toBeNull()
  meta.faults.push({ on: 'person', times: 1, code: 200 }, { on: 'person', times: 1, code: 100, subcode: 33 }, { on: 'person', times: 1, code: 190 })
  expect(await profileOf(config)).toBeNull()
  expect(await profileOf(config)).toBeNull()
  await expect(profileOf(config)).rejects.toThrow('Messenger: access refused (190)')
})

test('a refused token and a blocked page are problems for staff; an error of the platform is none', async () => {
  const { meta, config } = await open()
  expect(await healthOf(config)).toEqual({ problems: [] })
  expect(await healthOf({ ...config, pageToken: 'another token' })).toEqual({ problems: ['access'] })
  meta.faults.push({ on: 'page', times: 1, code: 368 }, { on: 'page', times: 1, status: 500 })
  expect(await healthOf(config)).toEqual({ problems: ['blocked'] })
  await expect(healthOf(config)).rejects.toThrow('Messenger: temporary error (2)')
})

test('writing and reading are shown to the person', async () => {
  const { meta, config } = await open()
  meta.textEvent({ psid: ANA, text: 'hello' })
  await messenger.showTyping?.(ANA, config, signal(), null)
  await messenger.markRead?.(ANA, 'm_1', config, signal())
  expect(meta.actions).toMatchObject([{ psid: ANA, sender_action: 'typing_on' }, { psid: ANA, sender_action: 'mark_seen' }])
  expect(meta.refused).toEqual([])
})

test('an entry link opens the page\'s conversation and hands over the code', async () => {
  const { config } = await open()
  expect(await messenger.entryLink?.('A7K2', config, signal())).toBe('https://m.me/standin.desk?ref=A7K2')
  vi.spyOn(globalThis, 'fetch').mockResolvedValueOnce(Response.json({ id: '102233445566778' }))
  expect(await messenger.entryLink?.('A7K2', config, signal())).toBe('https://m.me/102233445566778?ref=A7K2')
})

test('a file is read from its signed address without the token, and is gone when the address has expired', async () => {
  const { meta, config } = await open()
  const url = meta.serveMedia('給与明細.pdf', Buffer.from('a payslip'), 'application/pdf')
  expect(await read(await messenger.fetchMedia?.(url, config, signal()))).toBe('a payslip')
  expect(meta.requests).toMatchObject([{ token: null }])
  meta.expireMedia('給与明細.pdf')
  expect(await messenger.fetchMedia?.(url, config, signal())).toEqual({ status: 'gone', reason: 'no longer served (403)' })
  expect(await messenger.fetchMedia?.(`${meta.url}/media/none`, config, signal())).toMatchObject({ status: 'gone' })
})

test.each([
  'https://fbcdn.net.example.com/1.jpg', 'https://notfbcdn.net/1.jpg', 'https://example.com/?x=.fbcdn.net', 'http://scontent.fbcdn.net/1.jpg',
  'https://ana@scontent.fbcdn.net/1.jpg', 'https://scontent.fbcdn.net:8443/1.jpg', 'http://127.0.0.1:1/1.jpg', 'http://169.254.169.254/latest',
  'file:///etc/passwd', 'data:text/plain,x', '//scontent.fbcdn.net/1.jpg', 'nonsense', '',
])('%s is not asked for: it is no address of the platform', async (source) => {
  const { config } = await open()
  const asked = vi.spyOn(globalThis, 'fetch')
  expect(await messenger.fetchMedia?.(source, config, signal())).toEqual({ status: 'gone', reason: 'not an address of the platform' })
  expect(asked).not.toHaveBeenCalled()
})

test.each([
  'https://scontent.xx.fbcdn.net/1.jpg?oh=a', 'https://cdn.fbsbx.com/v/1.pdf', 'https://FBCDN.net/1.jpg', 'https://www.facebook.com/x',
])('%s is an address of the platform', async (source) => {
  const { config } = await open()
  vi.spyOn(globalThis, 'fetch').mockResolvedValueOnce(new Response('bytes'))
  expect(await read(await messenger.fetchMedia?.(source, config, signal()))).toBe('bytes')
})

test('a redirect is followed only to where the platform keeps files, and not for ever', async () => {
  const { config } = await open()
  const targets = new Map([['/near', '/file'], ['/far', 'http://127.0.0.1:9/file'], ['/circle', '/circle']])
  const cdn = await startHttpServer(1000, async ({ path }) => {
    const location = targets.get(path)
    return location === undefined ? { status: path === '/file' ? 200 : 503, body: 'x' } : { status: 302, body: '', headers: { location } }
  })
  ending.push(() => cdn.close())
  const get = (path: string) => messenger.fetchMedia?.(`${cdn.url}${path}`, { ...config, graphBase: cdn.url }, signal())
  expect(await get('/near')).toMatchObject({ status: 'ready' })
  expect(await get('/far')).toEqual({ status: 'gone', reason: 'not an address of the platform' })
  await expect(get('/circle')).rejects.toThrow('too many redirects')
  await expect(get('/busy')).rejects.toThrow('media not served (503)')
})

test('what stands on the page is set up in every language of the desk, and again without harm', async () => {
  const { meta, config } = await open()
  const texts = menuTexts(content)
  const first = await linesOf(messenger.install?.(texts, config, signal()))
  expect(await linesOf(messenger.install?.(texts, config, signal()))).toEqual(first)
  expect(first).toHaveLength(5)
  expect(meta.refused).toEqual([])
  const needed = ['messages', 'message_echoes', 'message_edits', 'messaging_postbacks', 'messaging_referrals', 'messaging_handovers', 'standby']
  expect([...meta.subscribed]).toEqual(expect.arrayContaining(needed))
  const locales = ['default', 'es_LA', 'id_ID', 'ja_JP', 'my_MM', 'pt_BR', 'tl_PH', 'vi_VN', 'zh_CN']
  const { greeting, persistent_menu, ice_breakers, get_started } = meta.profile
  expect(get_started).toEqual({ payload: 'GET_STARTED' })
  for (const part of [greeting, persistent_menu, ice_breakers]) expect(part?.map(({ locale }) => locale).toSorted()).toEqual(locales)
  const english = texts.find(({ language }) => language === 'en')
  const menu = persistent_menu?.find(({ locale }) => locale === 'default')?.call_to_actions
  expect(menu).toMatchObject(english?.menu.map(({ value }) => ({ type: 'postback', payload: value })) ?? [])
  const starters = ice_breakers?.find(({ locale }) => locale === 'default')?.call_to_actions
  expect(starters).toMatchObject(english?.starters.map(({ value }) => ({ payload: value })) ?? [])
})

test('a page without texts still gets its button, and a refused right ends the setup with its code', async () => {
  const { meta, config } = await open()
  expect(await linesOf(messenger.install?.([], config, signal()))).toHaveLength(2)
  expect(meta.profile).toEqual({ get_started: { payload: 'GET_STARTED' } })
  meta.faults.push({ on: 'subscribed_apps', times: 1, code: 200 })
  await expect(linesOf(messenger.install?.([], config, signal()))).rejects.toThrow('Messenger: access refused (200)')
})

test('menus over Meta\'s limits are cut to them, and a desk without English has another default', async () => {
  const { meta, config } = await open()
  const many = Array.from({ length: 25 }, (_, i) => ({ value: `v${i}`, label: `${i} ${'長い'.repeat(60)}` }))
  const texts = ['vi', 'xx'].map((language) => ({ language, greeting: 'Xin chào '.repeat(40), menu: many, starters: many }))
  await linesOf(messenger.install?.(texts, config, signal()))
  expect(meta.refused).toEqual([])
  expect(meta.profile.persistent_menu).toMatchObject([{ locale: 'default' }])
  expect(meta.profile.persistent_menu?.[0]?.call_to_actions).toHaveLength(20)
  const questions = meta.profile.ice_breakers?.[0]?.call_to_actions.map(({ question }) => question.length) ?? []
  expect([questions.length, Math.max(...questions)]).toEqual([4, 80])
})

async function read(media: FetchedMedia | undefined): Promise<string> {
  if (media?.status !== 'ready') throw new Error(`not ready: ${media?.status}`)
  const chunks: Uint8Array[] = []
  for await (const chunk of media.bytes) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

async function linesOf(lines: AsyncIterable<string> | undefined): Promise<string[]> {
  const all: string[] = []
  for await (const line of lines ?? []) all.push(line)
  return all
}
