// Language, danger and matching: cases of our own, and properties.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDangerCheck } from '../src/knowledge/danger.ts'
import { createSignReader, dangerPhrases, DANGER_KINDS } from '../src/knowledge/danger-phrases.ts'
import { LANGUAGES, languageOfLocale } from '../src/knowledge/languages.ts'
import { FEATURES, featuresOf } from '../src/knowledge/features.ts'
import { normalise, toUnicode, words } from '../src/knowledge/normalise.ts'
import { postings } from '../src/knowledge/postings.ts'
import { contactLines } from '../src/gateway/article.ts'
import { learnedFrom } from '../src/gateway/learned.ts'
import { dayInJapan } from '../src/hours/timetable.ts'
import { content } from './content.ts'

describe('what people type is folded for comparing', () => {
  test.each([
    ['TÔI MUỐN ĐI', 'toi muon di'],
    ['ＡＢＣ　１２３', 'abc 123'],
    ['ハラスメント', 'はらすめんと'],
    ['heeeelp meeee', 'heelp mee'],
    ['がんばる', 'がんばる'],
    ['သင်္ဘော', 'သင်္ဘော'],
  ])('%s', (typed, folded) => expect(normalise(typed)).toBe(folded))

  test('folding twice is folding once', () => {
    // Which encoding Burmese is in is a guess, made anew of what came of it.
    const text = fc.string({ unit: 'grapheme' }).filter((one) => !/\p{Script=Myanmar}/u.test(one))
    fc.assert(fc.property(text, (typed) => { expect(words(words(typed))).toBe(words(typed)) }))
  })
})

test('Burmese in the old Zawgyi encoding becomes Unicode, and Unicode stays as it is', () => {
  const unicode = 'ကျွန်တော် လစာ မရသေးပါဘူး ကူညီပေးပါ'
  expect(toUnicode(unicode)).toBe(unicode)
  expect(toUnicode('ကၽြန္ေတာ္ လစာ မရေသးပါဘူး ကူညီေပးပါ')).toBe(unicode)
})

describe('the language of a message', () => {
  test.each([
    ['ja', '給料がまだもらえません'], ['ja', 'kyuuryou ga mada moraemasen, dou shitara ii desu ka'], ['zh', '老板不给我工资怎么办'],
    ['en', 'they have not paid me for two months'], ['vi', 'Công ty chưa trả lương cho tôi'], ['vi', 'cong ty ko tra luong cho em 2 thang nay roi'],
    ['tl', 'hindi pa po ako binabayaran ng amo ko'], ['id', 'gaji saya belum dibayar dari bulan lalu'], ['my', 'လစာ နှစ်လ မရသေးဘူး'],
    ['pt', 'minha empresa nao pagou meu salario'], ['es', 'mi jefe no me ha pagado el sueldo'],
  ])('%s: %s', (language, text) => expect(content.language.detect(text).language).toBe(language))

  test('digits, links and emoji say nothing', () => {
    for (const text of ['123', 'https://example.com/hola', '👍👍', '090-1234-5678', '']) expect(content.language.detect(text)).toEqual({ language: null, clear: false })
  })
  test('a short word that many languages share does not switch the conversation', () => {
    expect(content.language.detect('ok', 'vi').clear).toBe(false)
    expect(content.language.detect('no', 'pt').clear).toBe(false)
  })
  test.each([['fil-PH', 'tl'], ['zh-TW', 'zh'], ['pt_BR', 'pt'], ['in', 'id'], ['de', null], [undefined, null]])('locale %s is %s', (tag, language) => {
    expect(languageOfLocale(tag)).toBe(language)
  })
})

describe('danger', () => {
  const signsOf = createSignReader(dangerPhrases({
    phrases: new Map([['suicide', ['muốn chết', '死にたい', 'không muốn sống … nữa', 'want to die', '想要…die']], ['violence', ['has a knife']]]),
    safe: ['đói muốn chết', '死にたいほど'],
  }))
  const levels = { suicide: 'S5', violence: 'S5', domestic_violence: 'S5', confinement: 'S5', sexual_assault: 'S5', medical: 'S5', child: 'S5', disaster: 'S5' } as const
  const check = createDangerCheck(signsOf, levels, null)
  test.each(['Toi muon chet', '死に　たい です', 'em khong muon song the nay nua', 'I WANT TO DIE!!!', 'doi muon chet va toi muon chet', '死にたいほど恥ずかしい want to die', '我想要 just DIE'])('%s', (text) => {
    expect(check.check(text, null)?.kind).toBe('suicide')
  })
  test('a phrase that could never be found is refused', () => expect(() => dangerPhrases({ phrases: new Map([['suicide', ['死…x']]]), safe: [] })).toThrow('死…x is too short'))
  test.each(['doi muon chet luon', '死にたいほど恥ずかしい', 'I want to diet', 'em khong con muon', ''])('not: %s', (text) => expect(check.check(text, null)).toBeNull())

  test.each([
    ['ja', 'もう死にたいです', 'suicide'], ['en', 'he is hitting me right now please help', 'violence'], ['zh', '我想自杀', 'suicide'], ['vi', 'em muốn tự tử', 'suicide'],
    ['tl', 'gusto ko nang mamatay', 'suicide'], ['id', 'aku mau bunuh diri', 'suicide'], ['my', 'သေချင်တယ်', 'suicide'], ['pt', 'quero me matar', 'suicide'], ['es', 'me quiero matar', 'suicide'],
  ])('in %s it is seen with the words of the desk: %s', (_language, text) => expect(content.danger.check(text, content.language.detect(text).language)).not.toBeNull())

  test.each(['What is the overtime rate?', 'ゴミの出し方を教えてください', '怎么更新签证', 'Làm sao gia hạn visa?', 'Paano mag-renew ng visa?', 'Bagaimana cara perpanjang visa?',
    'ဗီဇာ ဘယ်လိုသက်တမ်းတိုးရမလဲ', 'Como renovo o visto?', '¿Cómo renuevo la visa?'])('a calm question raises nothing: %s', (text) => expect(content.danger.check(text, content.language.detect(text).language)).toBeNull())

  test('codes, telephone numbers, times of day and sums raise nothing', () => {
    const clock = Array.from({ length: 1440 }, (_, minute) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`)
    const codes = Array.from({ length: 2000 }, (_, i) => String(100_000_007 + i * 449_999))
    const numbers = [...clock, ...codes, ...codes.map((code) => code.replace(/(\d{3})(?=\d)/g, '$1 ')), ...codes.map((code) => `0${code.slice(0, 2)}-${code.slice(2, 5)}-${code.slice(5)}`), '¥120,000', '၁၂၃၄၅', '１２：３０', '2026-11-22']
    for (const language of LANGUAGES) expect(numbers.filter((text) => content.danger.check(text, language) !== null), language).toEqual([])
  })

  test('no input takes long or throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 3000 }), (text) => { content.danger.check(text, null) }))
  })
})

describe('matching', () => {
  const phrases = {
    wages: ['they did not pay my salary', 'no salary this month', 'công ty không trả lương', '給料が払われない'],
    garbage: ['when do I put out the garbage', 'ゴミの日はいつ', 'đổ rác ngày nào'],
    visa: ['my visa ends soon', 'gia hạn visa ở đâu'],
  }
  const asked = Object.entries(phrases).flatMap(([topic, texts]) => texts.map((text) => ({ text, lesson: { topic, as: 'asked' as const } })))
  const { matcher } = learnedFrom({ index: postings(asked.map(({ text }) => featuresOf(text)), FEATURES), asked: asked.map(({ lesson }) => lesson), typed: asked.map(() => null) })
  test.each([['no salry this month', 'wages'], ['cong ty khong tra luong', 'wages'], ['ごみの日', 'garbage'], ['đổ rác', 'garbage']])('%s finds %s', (text, topic) => {
    expect(matcher.match(text).topics[0]?.topic).toBe(topic)
  })
  test('what nobody trained is handed over, never answered', () => {
    for (const text of ['quantum chromodynamics', '？？？', '', '猫']) expect(matcher.match(text).decision).toBe('handover')
  })
})

describe('contacts', () => {
  const [day, later] = ['2026-11-21', '2027-04-01']
  test('a line for one language is shown to its own readers', () => {
    expect(contactLines(['otit-vi', 'otit-id'], 'vi', content, day)).toContain('0120-250-168')
    expect(contactLines(['otit-vi', 'otit-id'], 'vi', content, day)).not.toContain('0120-250-192')
  })
  test('a body that is replaced is not shown after its last day', () => {
    expect(contactLines(['otit-vi'], 'vi', content, '2027-03-31')).not.toBe('')
    expect(contactLines(['otit-vi'], 'vi', content, later)).toBe('')
    expect(dayInJapan(new Date('2027-03-31T14:59:59.000Z'))).toBe('2027-03-31')
    expect(dayInJapan(new Date('2027-03-31T15:00:00.000Z'))).toBe('2027-04-01')
  })
  test.each(LANGUAGES)('every emergency line in %s speaks that language or carries the sentence to say, and says so where it is unverified', (language) => {
    for (const kind of DANGER_KINDS) {
      for (const id of content.emergencies[kind].contacts) {
        const contact = content.contacts.get(id)
        const line = contactLines([id], language, content, day)
        if (!contact || line === '') continue
        if (contact.speaks[language] === undefined) expect(line).toContain(content.words(language, 'contact.sentence'))
        if (contact.status === 'U') expect(line).toContain(content.words(language, 'contact.check'))
      }
      expect(contactLines(content.emergencies[kind].contacts, language, content, day)).toMatch(/110|119/)
    }
  })
  test("the pilot's old number is never shown", () => {
    expect([...content.contacts.values()].some(({ number }) => number.replaceAll('-', '').startsWith('08000804086'))).toBe(false)
  })
})
