// A person's file in a real browser: written beside the conversation by two counsellors, on a phone, and two files made one.
import { afterEach, expect, test } from 'vitest'
import { PICTURES, askingAs, foundDesk, openBrowser, picture, tooWide, violations, watched } from './browser.ts'
import { colleague } from './colleague.ts'
import { eventually, openDesk } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'
import { chromium } from './surroundings.ts'
import { worker } from './worker.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })
const inBrowser = chromium() === null ? test.skip : test

inBrowser('two counsellors write one file: what is typed is never lost, what is known stands in three columns and on a phone', async () => {
  const line = await startLine()
  const desk = await openDesk({ LINE_CHANNEL_SECRET: 's', LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url })
  const browser = await openBrowser()
  if (!browser) throw new Error('no browser')
  ending.push(() => line.close(), () => desk.stop(), () => browser.close())
  const page = await watched(browser, desk, ending)
  await foundDesk(page, desk)
  const founder = await askingAs(page, desk)
  const anh = await colleague(desk, founder, 'Anh', ['counsellor'])
  await line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user: lineUser('Minh'), text: 'Madoguchi #MARU7' }), line.textEvent({ user: lineUser('Minh'), text: 'Xin chào, công ty không trả lương tháng này cho tôi' })], { secret: 's' })
  await page.getByTestId('view-all').click()
  await page.locator('[data-row]').first().click()
  await page.getByTestId('person-toggle').waitFor()
  await page.locator('body').press('p')
  const panel = page.getByTestId('person-panel')
  await panel.getByTestId('facts').waitFor()
  const person = (await (await founder('/api/conversations?show=all')).json() as { conversations: { person: string }[] }).conversations[0]?.person ?? ''

  // Nothing is guessed: what might be so waits for a yes.
  expect(await panel.getByTestId('suggested').innerText()).toContain('MARU7')
  await panel.getByTestId('accept-preferred').click()
  await panel.getByTestId('fact-preferred').waitFor()
  await panel.getByTestId('add-residence').click()
  const form = panel.getByTestId('fact-form-residence')
  await form.getByLabel('Status', { exact: true }).selectOption({ label: 'Technical Intern (ii)' })
  await form.getByLabel('Stay ends on').fill(new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10))
  await form.getByTestId('fact-save').click()
  await panel.getByTestId('stay-ends').waitFor()
  expect(await panel.getByTestId('stay-ends').getAttribute('data-ends')).toBe('week')
  await panel.getByTestId('add-ageGroup').click()
  await panel.getByTestId('fact-form-ageGroup').getByLabel('Asked: they did not want to say').check()
  await panel.getByTestId('fact-form-ageGroup').getByTestId('fact-save').click()
  await panel.getByTestId('fact-ageGroup').getByText('Did not want to say').first().waitFor()

  // A colleague is faster: both stand side by side.
  await panel.getByTestId('change-residence').click()
  await form.getByLabel('Status', { exact: true }).selectOption({ label: 'Specified Skilled Worker (i)' })
  const { facts } = await (await anh(`/api/people/${person}`)).json() as { facts: { residence: { entry: number } } }
  await anh(`/api/people/${person}/facts`, { field: 'residence', status: 'known', value: { status: 'student', until: null }, base: facts.residence.entry })
  await form.getByTestId('overtaken').waitFor()
  expect([await form.getByTestId('overtaken').innerText(), await form.getByLabel('Status', { exact: true }).inputValue()]).toEqual([expect.stringContaining('Anh wrote “Student”'), 'specifiedSkilled1'])
  await form.getByTestId('fact-save').click()
  await form.waitFor({ state: 'detached' })
  await panel.getByTestId('fact-residence').getByText('Specified Skilled Worker (i)').first().waitFor()
  await panel.getByTestId('fact-residence').locator('summary').click()
  expect(await panel.getByTestId('fact-residence').locator('ol').innerText()).toMatch(/Student → Specified Skilled Worker \(i\)/)
  await picture(page, 'history')

  await panel.getByLabel('Write a note').fill('သူမ မေလတွင် ကလေးမွေးဖွားရန် မျှော်လင့်နေသည်။ Cô ấy đang mang thai.')
  await panel.getByLabel('It is about health, a pregnancy or a disability').check()
  expect(await panel.getByTestId('add-note').isDisabled()).toBe(true)
  await panel.getByLabel('The person agreed that we note this').check()
  expect(await violations(page)).toEqual([])
  await panel.getByTestId('add-note').click()
  await panel.getByTestId('note').waitFor()
  await founder(`/api/people/${person}/facts`, { field: 'callName', status: 'known', value: 'မောင်မောင်', base: 0 })
  await founder(`/api/people/${person}/facts`, { field: 'work', status: 'known', value: 'hàn kim loại ở xưởng', base: 0 })
  await panel.getByTestId('fact-callName').waitFor()
  await panel.getByTestId('facts').locator('h3').scrollIntoViewIfNeeded()
  await picture(page, 'columns-en')

  // The same person by web chat: by the name staff know, two facts, a reason, and a second person.
  const chat = await worker(desk, 'vi')
  await chat.say('Xin chào')
  const other = (await (await founder('/api/conversations?show=all')).json() as { conversations: { person: string; pseudonym: string }[] }).conversations.find((one) => one.person !== person)
  for (const [field, value] of [['work', 'hàn kim loại ở xưởng'], ['preferred', 'vi']]) await anh(`/api/people/${other?.person}/facts`, { field, status: 'known', value, base: 0 })
  await panel.getByTestId('ask-merge').click()
  const dialog = page.getByTestId('merge-dialog')
  await dialog.getByLabel(/The other’s name/).fill(other?.pseudonym ?? '')
  await dialog.getByTestId('find-person').click()
  await dialog.getByTestId('alike').waitFor()
  expect(await violations(page)).toEqual([])
  await dialog.getByLabel('Reason (how do you know that they are the same?)').fill('She told both of us the same story')
  await picture(page, 'merge')
  await dialog.getByTestId('merge-yes').click()
  await dialog.waitFor({ state: 'detached' })
  const boss = await colleague(desk, founder, 'Boss', ['supervisor'])
  const { approvals } = await (await boss('/api/approvals')).json() as { approvals: { id: string }[] }
  await boss(`/api/approvals/${approvals[0]?.id}`, { decision: 'granted' })
  // The open page follows by itself.
  await eventually(async () => (await panel.getByTestId('channels').getByTestId('to-conversation').count()) === 2)
  await panel.getByTestId('part').click()
  await page.getByTestId('part-dialog').getByLabel(/Reason/).fill('Two sisters')
  await page.getByTestId('part-yes').click()
  await eventually(async () => (await panel.getByTestId('channels').getByTestId('to-conversation').count()) === 1)

  for (const [locale, width, colorScheme] of [['ja-JP', 320, 'dark'] as const, ...(PICTURES ? [['ja-JP', 360, 'light'], ['ja-JP', 1400, 'light'], ['en-US', 1400, 'dark']] as const : [])]) {
    const small = await watched(browser, desk, ending, { locale, viewport: { width, height: 740 }, colorScheme, storageState: await page.context().storageState() })
    await small.goto(`${desk.url}/desk`)
    await small.getByTestId('view-all').click()
    await small.locator('[data-row]').filter({ hasText: 'LINE' }).first().click()
    await small.getByTestId('person-toggle').waitFor()
    if (width < 1240) await picture(small, `head-${locale}-${width}`)
    if (width < 1240) await small.getByTestId('person-toggle').click()
    await small.getByTestId('person-panel').getByTestId('facts').waitFor()
    await picture(small, `panel-${locale}-${width}-${colorScheme}`)
    expect([locale, await violations(small), await tooWide(small)]).toEqual([locale, [], false])
    if (width < 1240) {
      await small.keyboard.press('Escape')
      await small.getByTestId('person-panel').waitFor({ state: 'detached' })
    }
    await small.goto(`${desk.url}/desk/people/${person}`)
    await small.getByTestId('person-page').getByTestId('facts').waitFor()
    await picture(small, `page-${locale}-${width}-${colorScheme}`)
    expect([locale, await violations(small), await tooWide(small)]).toEqual([locale, [], false])
  }
  // Somebody who turns out to be tied to the company loses sight of an open page at once.
  await anh(`/api/people/${person}/facts`, { field: 'company', status: 'known', value: 'KUMIAI', base: 0 })
  const { staff } = await (await founder('/api/staff')).json() as { staff: { id: string; name: string }[] }
  await founder(`/api/staff/${staff.find(({ name }) => name === '佐藤')?.id}/conflicts`, { kind: 'code', value: 'OTHERS' })
  await panel.getByTestId('fact-company').waitFor()
  await anh(`/api/people/${person}/facts`, { field: 'company', status: 'known', value: 'OTHERS', base: (await (await anh(`/api/people/${person}`)).json() as { facts: { company: { entry: number } } }).facts.company.entry })
  await eventually(async () => (await page.getByTestId('fact-company').count()) === 0 && (await page.getByTestId('thread').count()) === 0)
})
