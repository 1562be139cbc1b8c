// The inquiry form: no script, no account. It becomes a conversation once, a private code opens it again, and an e-mail tells of an answer where that was wished.
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { LANGUAGES } from '../src/knowledge/languages.ts'
import { openBrowser, violations } from './browser.ts'
import { words } from './content.ts'
import { eventually, openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { ask, escaped, hidden, spelled, startMailServer, threads } from './inquiry-client.ts'
import { chromium } from './surroundings.ts'
import { openStore } from './store.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

const inBrowser = chromium() === null ? test.skip : test

async function open(env: Record<string, string> = {}): Promise<TestDesk> {
  const desk = await openDesk(env)
  ending.push(() => desk.stop())
  return desk
}

test('what cannot be taken is said in the reader\'s language, and what they wrote stays in the form', async () => {
  const desk = await open()
  const send = (fields: Record<string, string>, headers = {}) => ask(desk, '/inquiry', { lang: 'vi', form: 'f'.repeat(32), message: 'tôi bị đuổi <việc>', ...fields }, headers)
  const cases: [Record<string, string>, Record<string, string>, number, string][] = [
    [{ message: '   ' }, {}, 400, words('vi', 'inquiry.empty')],
    [{ message: 'x'.repeat(5001) }, {}, 400, words('vi', 'chat.tooLong')],
    [{ website: 'http://spam.example' }, {}, 400, words('vi', 'inquiry.leaveEmpty')],
    [{}, { origin: 'https://elsewhere.example' }, 403, words('vi', 'inquiry.sendAgain')],
    [{}, { 'sec-fetch-site': 'cross-site' }, 403, words('vi', 'inquiry.sendAgain')],
  ]
  for (const [fields, headers, status, sentence] of cases) {
    const shown = await send(fields, headers)
    expect([shown.status, shown.html.includes(escaped(sentence))]).toEqual([status, true])
    if (!fields['message']) expect(shown.html).toContain('tôi bị đuổi &lt;việc&gt;')
  }
  expect((await ask(desk, '/inquiry', { message: 'x'.repeat(300_000) }, { 'accept-language': 'es' })).html).toContain(escaped(words('es', 'chat.tooLong')))
  expect(await (await threads(desk)).all()).toEqual([])
})

test('a wrong code opens nothing, whoever asks; the code never stands in an address, nor in the database', async () => {
  const desk = await open()
  const wrong = await ask(desk, '/inquiry/thread', { lang: 'en', code: '0000-0000-0000-0000' })
  expect([wrong.status, wrong.html.includes(escaped(words('en', 'inquiry.wrongCode')))]).toEqual([404, true])
  expect((await ask(desk, '/inquiry/thread', { lang: 'en', code: 'abc' })).status).toBe(404)
  const shown = await ask(desk, '/inquiry', { lang: 'en', form: 'g'.repeat(32), message: 'hello' })
  const code = spelled(shown.html)
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
  expect([...shown.html.matchAll(/(?:href|action|src)="([^"]*)"/g)].filter((hit) => hit[1]?.includes(code.slice(0, 4)))).toEqual([])
  const db = openStore(desk.databaseUrl, 1)
  ending.push(() => db.close())
  const rows = JSON.stringify(await db.prisma.$queryRaw`SELECT address, (SELECT jsonb_agg(e) FROM event e) AS events, (SELECT jsonb_agg(i) FROM inquiry i) AS inquiries FROM conversation`)
  expect([rows.includes(code), rows.includes(code.replaceAll('-', '')), rows.includes('g'.repeat(32))]).toEqual([false, false, false])
  expect((await ask(desk, '/inquiry/thread')).html).toContain('name="message"')
})

test('an inquiry is one conversation however often it is sent, waits for a person, and is read and gone on with by its code', async () => {
  const desk = await open()
  const form = hidden((await ask(desk, '/inquiry')).html, 'form')
  const fields = { lang: 'pt', form, message: 'Meu salário não foi pago' }
  const shown = await Promise.all([1, 2, 3].map(() => ask(desk, '/inquiry', fields)))
  const code = spelled(shown[0]?.html ?? '')
  expect(new Set(shown.map(({ html }) => spelled(html)))).toEqual(new Set([code]))
  // After a step back, with other words, it is another message of the same conversation.
  expect(spelled((await ask(desk, '/inquiry', { ...fields, message: 'Desde agosto' })).html)).toBe(code)
  const { all, say } = await threads(desk)
  const [thread, second] = await all()
  expect(thread?.messages.filter(({ author }) => author === 'worker').map(({ text }) => text)).toEqual([fields.message, words('pt', 'choice.person'), 'Desde agosto'])
  expect(second).toBeUndefined()
  expect(thread?.conversation).toMatchObject({ handling: 'waiting', language: 'pt', channel: 'webchat' })
  expect(thread?.messages.filter(({ text }) => text === fields.message)).toHaveLength(1)

  await say(thread?.conversation.id ?? '', 'Olá! Vamos ajudar. <b>')
  // As people type it.
  const back = await ask(desk, '/inquiry/thread', { lang: 'pt', code: ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} ` })
  expect([back.status, back.html.includes('Olá! Vamos ajudar. &lt;b&gt;')]).toEqual([200, true])
  await eventually(async () => (await all())[0]?.messages.some(({ text, delivery }) => text?.startsWith('Olá!') && delivery?.status === 'read'))
  const next = { lang: 'pt', code: hidden(back.html, 'code'), form: hidden(back.html, 'form'), message: 'Obrigada' }
  expect((await ask(desk, '/inquiry/message', { ...next, message: '' })).html).toContain(escaped(words('pt', 'inquiry.empty')))
  const more = await ask(desk, '/inquiry/message', next)
  await ask(desk, '/inquiry/message', next)
  expect(more.html).toContain('Obrigada')
  expect((await all())[0]?.messages.filter(({ text }) => text === 'Obrigada')).toHaveLength(1)
})

test('danger to life in an inquiry is answered on the page that follows, in the reader\'s language', async () => {
  const desk = await open()
  const { html } = await ask(desk, '/inquiry', { lang: 'en', form: 'd'.repeat(32), message: 'I want to kill myself' })
  expect(html).toContain('119')
  expect((await (await threads(desk)).all())[0]?.conversation.danger?.kind).toBe('suicide')
})

test('a question of the guide whose buttons can no longer be pressed is not shown; its answers are', async () => {
  const desk = await open()
  const { html } = await ask(desk, '/inquiry', { lang: 'en', form: 'q'.repeat(32), message: 'What is the minimum wage?' })
  const { all } = await threads(desk)
  const [thread] = await all()
  const said = thread?.messages.filter(({ author }) => author === 'bot').map(({ text }) => text ?? '') ?? []
  const questions = ['welcome.ask', 'welcome.offer', 'welcome.after', 'welcome.notUnderstood'].map((key) => words('en', key))
  expect(said.some((text) => questions.includes(text))).toBe(true)
  for (const text of said) expect([text, html.includes(escaped(text))]).toEqual([text, !questions.includes(text)])
})

test('a button of the guide can be pressed without a script', async () => {
  const desk = await open()
  const first = await ask(desk, '/inquiry', { lang: 'en', form: 'c'.repeat(32), message: 'hello' })
  const { all } = await threads(desk)
  const [thread] = await all()
  const code = hidden(first.html, 'code')
  const pressed = await ask(desk, '/inquiry/message', { lang: 'en', code, form: 'e'.repeat(32), choice: 'speak:vi' })
  expect(pressed.status).toBe(200)
  await eventually(async () => (await all())[0]?.conversation.language === 'vi')
  expect(thread?.conversation.handling).toBe('waiting')
})

test('every language of the desk has its page; the browser\'s language chooses, a link changes it', async () => {
  const desk = await open()
  for (const language of LANGUAGES) {
    const { html, headers } = await ask(desk, `/inquiry?lang=${language}`)
    expect([html.includes(`<html lang="${language}">`), html.includes(escaped(words(language, 'inquiry.intro')))]).toEqual([true, true])
    expect([headers.get('cache-control'), headers.get('referrer-policy')]).toEqual(['no-store', 'same-origin'])
  }
  expect((await ask(desk, '/inquiry', undefined, { 'accept-language': 'fil-PH,fil;q=0.9,en;q=0.8' })).html).toContain('<html lang="tl">')
  expect((await ask(desk, '/inquiry', undefined, { 'accept-language': 'de' })).html).toContain('<html lang="en">')
})

test('without a mail account no e-mail is offered, and none that is sent along is kept', async () => {
  const desk = await open()
  expect((await ask(desk, '/inquiry')).html).not.toContain('name="email"')
  expect((await ask(desk, '/inquiry', { lang: 'en', form: 'h'.repeat(32), message: 'hello', answer: 'email', email: 'me@example.org' })).status).toBe(200)
  const db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
  ending.push(() => db.end())
  expect((await db.query('SELECT email FROM inquiry')).rows).toEqual([{ email: null }])
})

inBrowser('in a browser without scripts: written, code kept, come back, answered; the pages are accessible', async () => {
  const { url, close } = await startMailServer()
  ending.push(close)
  const desk = await open({ EMAIL_ADDRESS: 'desk@example.org', EMAIL_SMTP_URL: url })
  const browser = await openBrowser()
  if (!browser) throw new Error('no browser')
  ending.push(() => browser.close())
  const context = await browser.newContext({ locale: 'my', javaScriptEnabled: false, viewport: { width: 320, height: 640 } })
  const page = await context.newPage()
  await page.goto(desk.url)
  await page.getByRole('link', { name: 'Madoguchi' }).click()
  await page.getByLabel(words('my', 'inquiry.message')).fill('လစာ မရသေးဘူး')
  await page.getByRole('button', { name: words('my', 'chat.send') }).click()
  const code = await page.locator('.spelled').innerText()
  const { all, say } = await threads(desk)
  await say((await all())[0]?.conversation.id ?? '', 'ကူညီပါမယ်')
  await page.goto(`${desk.url}/inquiry`)
  await page.getByRole('textbox', { name: words('my', 'inquiry.code') }).fill(code)
  await page.getByRole('button', { name: words('my', 'inquiry.open') }).click()
  await page.getByText('ကူညီပါမယ်').waitFor()
  await page.getByLabel(words('my', 'inquiry.more')).fill('ကျေးဇူးတင်ပါတယ်')
  await page.getByRole('button', { name: words('my', 'chat.send') }).click()
  await page.getByText('ကျေးဇူးတင်ပါတယ်').waitFor()
  expect(page.url()).toBe(`${desk.url}/inquiry/message`)
  expect(await context.cookies()).toEqual([])
  for (const colorScheme of ['light', 'dark'] as const) {
    const looked = await (await browser.newContext({ locale: 'en', colorScheme, viewport: { width: 320, height: 640 } })).newPage()
    await looked.goto(`${desk.url}/inquiry`)
    expect([colorScheme, await violations(looked)]).toEqual([colorScheme, []])
    await looked.getByRole('textbox', { name: words('en', 'inquiry.code') }).fill(code)
    await looked.getByRole('button', { name: words('en', 'inquiry.open') }).click()
    await looked.getByText('ကူညီပါမယ်').waitFor()
    expect([colorScheme, await violations(looked)]).toEqual([colorScheme, []])
    expect(await looked.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
  }
})
