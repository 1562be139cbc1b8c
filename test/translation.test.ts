// Translating with a memory, a budget and masks, on a real database, by a real provider over sockets. Refusals first.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { otherLanguageOf } from '../src/knowledge/other-languages.ts'
import { glossaryOf, missingTerms, readGlossary, UnreadableGlossary, writeGlossary } from '../src/language/glossary.ts'
import { createLibreTranslate } from '../src/language/libretranslate.ts'
import { partsOf } from '../src/language/parts.ts'
import { FORMS, hide, restore } from '../src/language/placeholders.ts'
import { openTranslation } from '../src/language/translation.ts'
import type { Tools, Translation, Wanted } from '../src/language/translation.ts'
import type { Translator } from '../src/language/translator.ts'
import { newId } from '../src/runtime.ts'
import type { Database } from '../src/store/database.ts'
import { charactersUsed } from '../src/store/translation-memory.ts'
import { content } from './content.ts'
import { freshDatabase } from './desk.ts'
import { startLibreTranslate } from './platforms/libretranslate.ts'
import type { LibreTranslateStandIn } from './platforms/libretranslate.ts'
import { openStore } from './store.ts'

const FILE = readFileSync(join(import.meta.dirname, '../flows/glossary.yaml'), 'utf8')
const glossary = glossaryOf(readGlossary(FILE))
const personal = (text: string, names: readonly string[] = []) => content.personal(text, names).map(([start, end]) => text.slice(start, end))

describe('what names somebody', () => {
  test.each([
    ['電話は090-1234-5678です', ['090-1234-5678']],
    ['Call me at +81 90 1234 5678', ['+81 90 1234 5678']],
    ['ဖုန်း ၀၉၇၈၉၁၂၃၄၅၆ ပါ', ['၀၉၇၈၉၁၂၃၄၅၆']],
    ['在留カードは AB12345678CD', ['AB12345678CD']],
    ['mail minh.nguyen+1@example.org nhé', ['minh.nguyen+1@example.org']],
    ['Zalo: minh_98 nhé', ['minh_98']],
    ['住所は名古屋市中区栄3丁目4番5号です', ['名古屋市中区栄3丁目4番5号']],
    ['株式会社ミドリに勤めています', ['ミドリ']],
    ['田中さんに言われました', ['田中']],
    ['my name is Nguyen Van Minh and I work nights', ['Nguyen', 'Van', 'Minh']],
    ['me llamo Rosa Quispe', ['Rosa', 'Quispe']],
    ['Hôm qua ông Takeda mắng tôi', ['Takeda']],
    ['我叫阮文明', ['阮文明']],
  ])('%s', (text, expected) => expect(personal(text)).toEqual(expected))

  test.each(['残業は月80時間で150000円です', '皆さんに相談員さんが説明します', 'si no me pagan mañana', 'lương tháng 10 là 180.000 yên', 'I was paid 1,250,000 yen in October', '弁護士さんに聞いてください'])('stays: %s', (text) => expect(personal(text)).toEqual([]))

  test('what the desk knows somebody by, in any case of letters', () => {
    expect(personal('midori foodsのSatoは怖い', ['Midori Foods', 'Sato'])).toEqual(['midori foods', 'Sato'])
  })

  const texts = fc.string({ unit: fc.oneof(fc.constantFrom('田中さん', ' 090-1234-5678 ', 'QZ1X', '[[1]]', '〔', '$&', 'a@b.example', '、', 'Minh ', ' my name is '), fc.string({ unit: 'grapheme', maxLength: 3 })), maxLength: 30 })
  test('put back, a text is as it was, whatever stands in it', () => {
    fc.assert(fc.property(texts, (text) => {
      for (const form of FORMS) {
        const hidden = hide(text, content.personal(text, ['Sato']), form)
        expect(restore(hidden.text, hidden.items, form)).toBe(text)
      }
    }), { numRuns: 300 })
  })
  test.each([['lost', ''], ['twice', 'QZ1XQZ1X'], ['none of ours', 'QZ1X QZ7X']])('a token that is %s is no translation', (_, text) => {
    expect(restore(text, ['田中'], FORMS[0])).toBeNull()
  })
  test('a token may come back in another width, case or with spaces', () => {
    for (const text of ['qz1xさん', 'ＱＺ１Ｘさん', 'QZ 1 Xさん']) expect(restore(text, ['田中'], FORMS[0])).toBe('田中さん')
    expect(restore('［［１］］さん', ['田中'], FORMS[1] ?? FORMS[0])).toBe('田中さん')
  })
})

describe('languages beyond the nine', () => {
  test.each([['th', 'ฉันยังไม่ได้รับเงินเดือน'], ['km', 'ខ្ញុំមិនទាន់បានប្រាក់ខែ'], ['ne', 'मलाई तलब दिएको छैन'], ['hi', 'मुझे वेतन नहीं मिला है'], ['ko', '월급을 못 받았어요 LINE'], ['ru', 'Мне не заплатили зарплату'], ['mn', 'Би цалингаа аваагүй өнөөдөр'], ['bn', 'আমি বেতন পাইনি'], ['si', 'මට වැටුප ලැබුණේ නැහැ'], ['ar', 'لم أحصل على راتبي'], ['ur', 'مجھے تنخواہ نہیں ملی ہے']])('%s', (language, text) => {
    expect(otherLanguageOf(text)).toBe(language)
    expect(content.language.detect(text, 'vi').language).toBeNull()
  })
  test.each(['給料が出ません', 'လစာ မရသေးဘူး', 'Salamat po', 'สวัสดี nothing else here is in that script', '12345'])('none: %s', (text) => expect(otherLanguageOf(text)).toBeNull())
})

describe('terms', () => {
  test('a broken file says what is wrong in it', () => {
    expect(() => readGlossary('- id: A B')).toThrow(UnreadableGlossary)
    expect(() => readGlossary('{')).toThrow(UnreadableGlossary)
  })
  test('the file holds every term in nine languages, and is written as it is read', () => {
    expect(glossary.terms.length).toBeGreaterThanOrEqual(60)
    expect(glossary.terms.filter(({ terms }) => Object.values(terms).includes('')).map(({ id }) => id)).toEqual([])
    expect(writeGlossary(readGlossary(FILE))).toBe(FILE)
  })
  test('a term whose word did not come out is told in both directions, the longest alone', () => {
    expect(missingTerms(glossary, '残業代が出ません', 'ja', 'Không có lương', 'vi').map(({ term }) => term)).toEqual(['残業代'])
    expect(missingTerms(glossary, '残業代が出ません', 'ja', 'Không có tiền tăng ca', 'vi')).toEqual([])
    expect(missingTerms(glossary, 'công ty không trả tiền tăng ca', 'vi', '会社が追加のお金を払いません', 'ja')).toEqual([{ term: 'tiền tăng ca', expected: ['残業代'] }])
    expect(missingTerms(glossary, 'the otherbrokerage', 'en', '何か', 'ja')).toEqual([])
  })
  test('long texts are parted at sentences and are whole again', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), fc.integer({ min: 1, max: 40 }), (text, longest) => {
      const parts = partsOf(text, longest)
      expect(parts.join('')).toBe(text)
      expect(parts.every((part) => Array.from(part).length <= longest)).toBe(true)
    }))
  })
})

describe('translating', () => {
  let [db, stand, translator, time] = [null, null, null, Date.parse('2026-12-31T14:59:00Z')] as unknown as [Database, LibreTranslateStandIn, Translator, number]
  beforeAll(async () => {
    stand = await startLibreTranslate()
    db = openStore(await freshDatabase(), 4)
    translator = createLibreTranslate({ url: stand.url, apiKey: null }, () => new Date(time))
  })
  afterAll(async () => {
    await translator.close()
    await db.close()
    await stand.close()
  })
  beforeEach(async () => {
    time = Date.parse('2026-12-31T14:59:00Z')
    stand.requests.length = stand.refused.length = 0
    stand.faults = []
    stand.rewrite = (text) => text
    await db.prisma.$executeRaw`TRUNCATE translation_month, translation_memory`
  })
  const sent = () => stand.requests.flatMap(({ path, body }) => (path === '/translate' ? (body as { q: string[] }).q : []))
  const open = (more: Partial<Tools> = {}): Translation => openTranslation({
    db, translator, key: 'k', budget: { limit: null, reservePercent: 20 }, masks: true, glossary: () => Promise.resolve(glossary), personal: () => content.personal, now: () => new Date(time), ...more,
  })
  const wanted = (text: string, more: Partial<Wanted> = {}): Wanted => ({ text, from: 'vi', to: 'ja', urgency: 'other', names: [], ...more })

  test('nothing that names somebody reaches the provider, and all of it comes back', async () => {
    const text = 'Chào anh, tôi bị ông Takeda ở Midori đánh. Gọi 090-1234-5678 hoặc minh@example.org nhé.'
    expect(await open().translate(wanted(text, { names: ['Midori'] }))).toMatchObject({ status: 'done', text: `[ja] ${text}` })
    expect(sent().join()).not.toMatch(/Takeda|Midori|090|example/)
  })
  test('a provider that loses tokens is asked in another form, then by the pieces; never with the name', async () => {
    stand.rewrite = (text) => text.replace(/QZ\d+X/g, 'anh ấy')
    expect(await open().translate(wanted('Hôm qua ông Takeda mắng tôi'))).toMatchObject({ status: 'done', text: '[ja] Hôm qua ông Takeda mắng tôi' })
    stand.rewrite = (text) => text.replace(/QZ\d+X|\[\[\d+\]\]/g, '')
    expect(await open().translate(wanted('Hôm nay ông Takeda mắng tôi'))).toMatchObject({ status: 'done', text: '[ja] Hôm nay ông Takeda [ja] mắng tôi' })
    expect(sent().join()).not.toContain('Takeda')
  })
  test('only a setting lets names leave', async () => {
    await open({ masks: false }).translate(wanted('Hôm qua ông Takeda mắng tôi'))
    expect(sent()).toEqual(['Hôm qua ông Takeda mắng tôi'])
  })
  test('generated texts with names and numbers keep them to themselves', async () => {
    const phone = fc.integer({ min: 10_000_000, max: 99_999_999 }).map((number) => `090${number}`)
    const translation = open()
    await fc.assert(fc.asyncProperty(phone, fc.constantFrom('gọi tôi số X nhé', 'X là số của tôi', 'số: X, X'), async (number, frame) => {
      const text = frame.replaceAll('X', number)
      expect(await translation.translate(wanted(text))).toMatchObject({ text: `[ja] ${text}` })
      expect(JSON.stringify(stand.requests)).not.toContain(number)
    }), { numRuns: 20 })
  })
  test('the same words are paid once for all, by pair and terms; with another name too', async () => {
    const translation = open()
    await translation.translate(wanted('Hôm qua ông Takeda mắng tôi'))
    expect(await translation.translate(wanted('Hôm qua ông Suzuki mắng tôi'))).toMatchObject({ text: '[ja] Hôm qua ông Suzuki mắng tôi' })
    expect(sent()).toHaveLength(1)
    await translation.translate(wanted('Hôm qua ông Suzuki mắng tôi', { to: 'en' }))
    await open({ glossary: () => Promise.resolve(glossaryOf(glossary.terms.slice(1))) }).translate(wanted('Hôm qua ông Suzuki mắng tôi'))
    expect(sent()).toHaveLength(3)
    const rows = await db.prisma.translationMemory.findMany()
    expect(JSON.stringify(rows)).not.toMatch(/Takeda|Suzuki/)
  })
  test('a month of Japan has so many characters: others stop first, then who waits, danger never', async () => {
    const translation = open({ budget: { limit: 10, reservePercent: 100 } })
    const say = (text: string, urgency: Wanted['urgency']) => translation.translate(wanted(text, { urgency })).then((done) => (done.status === 'failed' ? `${done.why} ${done.retryable}` : done.status))
    expect(await say('mười một chữ', 'other')).toBe('budget true')
    expect(sent()).toEqual([])
    expect([await say('mười chữữữ', 'other'), await say('a', 'other'), await say('mười chữưữ', 'waiting'), await say('b', 'waiting'), await say('cứu tôi', 'danger')]).toEqual(['done', 'budget true', 'done', 'budget true', 'done'])
    expect(await translation.budget()).toEqual({ month: '2026-12', used: 27, limit: 10, reserve: 20 })
    time += 60_000
    expect(await translation.budget()).toMatchObject({ month: '2027-01', used: 0 })
    expect(await say('a', 'other')).toBe('done')
  })
  test('two processes never spend the last characters twice, and a failed call gives them back', async () => {
    const [one, another] = [open({ budget: { limit: 30, reservePercent: 0 } }), open({ budget: { limit: 30, reservePercent: 0 } })]
    const outcomes = await Promise.all(Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? one : another).translate(wanted(`mười c${String.fromCharCode(97 + i)}ữ`))))
    expect(outcomes.filter(({ status }) => status === 'done')).toHaveLength(3)
    stand.faults = [{ on: 'translate', times: 1, status: 503 }]
    expect(await open().translate(wanted('xin chào mọi người'))).toEqual({ status: 'failed', retryable: true, why: 'provider' })
    expect(await charactersUsed(db, '2026-12')).toBe(24)
  })
  test('what the provider cannot read is not sent; what holds no words needs none', async () => {
    expect(await open().translate(wanted('လစာ မရသေးဘူး', { from: 'my' }))).toEqual({ status: 'failed', retryable: false, why: 'language' })
    expect(await open().translate(wanted('090-1234-5678'))).toEqual({ status: 'unneeded' })
    expect(await open({ translator: null }).translate(wanted('xin chào'))).toEqual({ status: 'none' })
    expect(sent()).toEqual([])
    expect(await open().translate(wanted('ยังไม่ได้เงิน', { from: null }))).toMatchObject({ status: 'done', detected: 'th' })
  })
  test('a corrected text is used for the same words and other names, unless it writes the name anew', async () => {
    const translation = open()
    const of = { text: 'Hôm qua ông Takeda mắng tôi', from: 'vi', to: 'ja', names: [] }
    const fits = translation.correctionOf(of, '[ja] …', '昨日Takeda社長に怒られました')
    expect(fits).toMatchObject({ original: 'Hôm qua ông QZ1X mắng tôi', corrected: '昨日QZ1X社長に怒られました' })
    expect(translation.correctionOf(of, '[ja] …', '昨日武田さんに怒られました')).toMatchObject({ key: null, corrected: '昨日QZ1Xさんに怒られました' })
    await db.prisma.translationMemory.create({ data: { key: fits.key ?? '', text: fits.corrected, source: 'corrected', staffId: newId(), usedOn: new Date(time) } })
    expect(await translation.translate(wanted('Hôm qua ông Suzuki mắng tôi'))).toMatchObject({ status: 'done', source: 'corrected', text: '昨日Suzuki社長に怒られました' })
    expect(sent()).toEqual([])
  })
})
