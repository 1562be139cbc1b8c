// Questionnaires counted, checked and written as rows: pure, and whoever could be found in them first.
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readTemplates } from '../src/gateway/questionnaire-templates.ts'
import { withoutFurigana } from '../src/knowledge/normalise.ts'
import type { Answers } from '../src/questionnaires/answers.ts'
import { contentOf } from '../src/questionnaires/draft-shape.ts'
import { completeLanguages, draftOf, emptyDraft, newQuestion, withText } from '../src/questionnaires/draft.ts'
import type { DraftQuestion, QuestionnaireDraft } from '../src/questionnaires/draft.ts'
import { csvOf, exportTable, safe } from '../src/questionnaires/export-rows.ts'
import type { ExportSheet } from '../src/questionnaires/export-rows.ts'
import { guarded, settled } from '../src/questionnaires/least-number.ts'
import { questionnaireFaults } from '../src/questionnaires/lint.ts'
import { countResults } from '../src/questionnaires/results.ts'
import type { QuestionnaireContent } from '../src/questionnaires/shape.ts'
import { byGravity, signsOf } from '../src/questionnaires/severity.ts'
import { binsOf, medianOf } from '../src/questionnaires/spread.ts'

const template = readTemplates(join(import.meta.dirname, '..')).get('fixed-point')
if (!template) throw new Error('no template')
const each = (text: string) => ({ ja: text, en: text, zh: text, vi: text, tl: text, id: text, my: text, pt: text, es: text })
const content = (questions: QuestionnaireContent['questions'], anonymous = false): QuestionnaireContent => ({ title: each('t'), intro: each('i'), thanks: each('t'), label: '', attribution: '', anonymous, questions })
const many = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value)

describe('fewer than five', () => {
  test('are never shown, and neither is the one that would follow from the sum', () => {
    const shown = (counts: Record<string, number>) => Object.fromEntries(guarded(new Map(Object.entries(counts))).map(({ key, count }) => [key, count]))
    expect(shown({ vi: 12, my: 7, zh: 3 })).toEqual({ vi: 12, my: null, zh: null })
    expect(shown({ vi: 12, my: 3, zh: 2 })).toEqual({ vi: 12, my: null, zh: null })
    expect(shown({ vi: 12, my: 7 })).toEqual({ vi: 12, my: 7 })
    expect(shown({ vi: 4 })).toEqual({ vi: null })
  })

  test('are not told by looking before and after one answered, nor by taking one result from another', () => {
    for (let n = 0; n < 40; n++) {
      const all = settled(Array.from({ length: n }, (_, at) => ({ at, vi: at % 3 > 0 })))
      const some = settled(all.filter(({ vi }) => vi))
      expect([all.length % 5, some.length % 5, (all.length - some.length) % 5]).toEqual([0, 0, 0])
      expect(all.map(({ at }) => at)).toEqual(expect.arrayContaining(some.map(({ at }) => at)))
    }
  })

  test('who were asked by a branch of an anonymous survey say only that they are few', () => {
    const asked = content([{ id: 'q1', kind: 'yesNo', unknown: false, text: each('?') }, { id: 'q2', kind: 'number', text: each('?'), when: { question: 'q1', is: ['yes'] } }], true)
    const sheets = [...many(4, { q1: { choices: ['yes'] }, q2: { number: 7 } }), ...many(6, { q1: { choices: ['no'] } })].map((answers: Answers) => ({ version: 1, answers }))
    const [first, second] = countResults(new Map([[1, asked]]), sheets, { anonymous: true })
    expect(first).toMatchObject({ few: false, n: 10, unknown: 0, rows: [{ id: 'yes', count: 4 }, { id: 'no', count: 6 }] })
    expect(second).toMatchObject({ few: true, n: null, unknown: null, median: null, bins: [] })
    expect(countResults(new Map([[1, asked]]), sheets, { anonymous: false })[1]).toMatchObject({ few: false, n: 4, unknown: 0, median: 7 })
  })
})

describe('what is counted', () => {
  const sheet = (answers: Answers, version = 1) => ({ version, answers })
  test('says how many answered and how many did not, and leaves out who was not asked and what is not an answer', () => {
    const [one, scale] = countResults(new Map([[1, content([
      { id: 'q1', kind: 'many', text: each('?'), choices: [{ id: 'q1.1', text: each('a'), level: 3 }, { id: 'q1.2', text: each('b') }] },
      { id: 'q2', kind: 'scale', text: each('?'), from: 1, to: 5, low: each('-'), high: each('+'), when: { question: 'q1', is: ['q1.1'] } },
    ])]]), [sheet({ q1: { choices: ['q1.1', 'q1.2'] }, q2: { number: 4 } }), sheet({ q1: { choices: ['q1.1'] }, q2: { skipped: true } }), sheet({ q1: { choices: [] } }), sheet({}), sheet({ q1: { choices: ['q1.1'] }, q2: { number: 9 } })], { anonymous: false })
    expect(one).toMatchObject({ n: 4, unknown: 1, none: 1, rows: [{ id: 'q1.1', count: 3, level: 3 }, { id: 'q1.2', count: 1 }] })
    expect(scale).toMatchObject({ n: 1, unknown: 2, median: 4, rows: [{ value: 1, count: 0 }, { value: 2, count: 0 }, { value: 3, count: 0 }, { value: 4, count: 1 }, { value: 5, count: 0 }] })
  })

  test('amounts stand by their currency, and what was not understood is said', () => {
    const paid = (value: number | null, currency: string | null) => sheet({ q1: { value, currency, said: 'x' } })
    expect(countResults(new Map([[1, content([{ id: 'q1', kind: 'amount', text: each('?') }])]]), [paid(8_000, 'USD'), paid(150_000_000, 'VND'), paid(7_000, 'USD'), paid(null, 'VND'), paid(5, null), paid(0, null)], { anonymous: false })[0])
      .toMatchObject({ n: 6, unread: 2, nought: 1, currencies: [{ currency: 'USD', n: 2, median: 7_500 }, { currency: 'VND', n: 1, median: 150_000_000 }] })
  })

  test('an earlier wording is counted with a later one, and what is no longer asked stands at the end', () => {
    const [old, now] = [content([{ id: 'q2', kind: 'text', text: each('old') }, { id: 'q1', kind: 'number', text: each('old') }]), content([{ id: 'q1', kind: 'number', text: each('new') }])]
    const results = countResults(new Map([[1, old], [2, now]]), [sheet({ q1: { number: 1 }, q2: { text: 'a' } }), sheet({ q1: { number: 3 } }, 2)], { anonymous: false })
    expect(results.map(({ id, n, text }) => [id, n, text.en])).toEqual([['q1', 2, 'new'], ['q2', 1, 'old']])
  })

  test('numbers fall between round bounds', () => {
    expect([medianOf([]), medianOf([3]), medianOf([1, 2, 3, 10])]).toEqual([null, 3, 2.5])
    expect(binsOf([2, 2, 4])).toEqual([{ from: 2, to: 2, count: 2 }, { from: 3, to: 3, count: 0 }, { from: 4, to: 4, count: 1 }])
    const bins = binsOf([120_000, 155_000, 180_000, 240_000, 199_999])
    expect([bins.length <= 8, bins.reduce((sum, { count }) => sum + count, 0), bins[0]]).toEqual([true, 5, { from: 120_000, to: 140_000, count: 1 }])
  })

  test('the gravest self-check stands first: by level, then by signs of forced labour, then who wishes to talk', () => {
    const check = content([{ id: 'q1', kind: 'many', text: each('?'), choices: [['q1.1', 3, 'violence'], ['q1.2', 3, 'isolation'], ['q1.3', 2, null], ['q1.4', 3, 'violence']].map(([id, level, indicator]) => ({ id: String(id), text: each('c'), level: Number(level), indicator: indicator === null ? null : String(indicator) })) }])
    const of = (choices: string[], wish = false, at = 1) => ({ ...signsOf(check, { q1: { choices } }), wish, at })
    expect(of(['q1.1', 'q1.4', 'q1.3'])).toMatchObject({ level: 3, indicators: ['violence'], chosen: 3 })
    expect(of([])).toMatchObject({ level: null, indicators: [], chosen: 0 })
    const people = { none: of([], true), light: of(['q1.3']), one: of(['q1.1'], false, 2), asks: of(['q1.2'], true, 3), both: of(['q1.1', 'q1.2']) }
    expect(Object.entries(people).toSorted(([, a], [, b]) => byGravity(a, b)).map(([name]) => name)).toEqual(['both', 'asks', 'one', 'light', 'none'])
  })
})

describe('what is exported', () => {
  const asked = (anonymous: boolean) => content([{ id: 'q1', kind: 'yesNo', unknown: false, text: each('楽（たの）しい？') }, { id: 'q2', kind: 'text', text: each('なに？') }, { id: 'q3', kind: 'amount', text: each('いくら') }], anonymous)
  const sheets: readonly ExportSheet[] = Array.from({ length: 7 }, (_, at) => ({
    version: 1, language: at < 6 ? 'vi' : 'my', channel: 'line', day: `2026-11-1${at}`, level: null,
    answers: { q1: { choices: [at % 2 === 0 ? 'yes' : 'no'] }, q2: { text: at === 0 ? '=cmd|calc' : `text ${at}` }, q3: { value: at, currency: 'JPY', said: 'x' } },
  }))
  const making = { plain: withoutFurigana, shuffled: <T>(all: readonly T[]) => all.toReversed() }
  test('of anonymous people no day, no channel, no rare language, and no own words beside other answers', () => {
    const { rows, texts } = exportTable(sheets, { content: asked(true), ...making })
    expect(rows[0]).toEqual(['ことば', 'q1 楽しい？', 'q3 いくら', 'q3 いくら（通貨）'])
    expect(rows.slice(1).map(([language]) => language)).toEqual(many(7, ''))
    expect(rows.flat().join()).not.toMatch(/2026|line|text|cmd|my/)
    expect(texts).toEqual([{ question: 'なに？', said: ['text 6', 'text 5', 'text 4', 'text 3', 'text 2', 'text 1', '\'=cmd|calc'] }])
    const more = [...sheets, ...sheets.map((sheet) => ({ ...sheet, language: 'my' }))]
    expect(new Set(exportTable(more, { content: asked(true), ...making }).rows.slice(1).map(([language]) => language))).toEqual(new Set(['vi', 'my']))
  })
  test('of people who are not, a row with the day; what a spreadsheet would run is words', () => {
    const { rows, texts } = exportTable(sheets, { content: asked(false), ...making })
    expect([rows[0]?.slice(0, 5), rows[7], texts]).toEqual([['ことば', '日', '入口', '版', '重さ'], ['vi', '2026-11-10', 'line', '1', '', 'はい', '\'=cmd|calc', '0', 'JPY'], []])
    expect(['=1+1', '+81', '@SUM', '-2', '-cmd', '\t=1', '＝１', ' =1', '給料'].map(safe)).toEqual(['\'=1+1', '\'+81', '\'@SUM', '-2', '\'-cmd', '\'\t=1', '\'＝１', '\' =1', '給料'])
    expect(csvOf([['a', 'b "c", d'], ['e\nf', '']])).toBe('\uFEFFa,"b ""c"", d"\r\n"e\nf",\r\n')
  })
})

describe('the lint', () => {
  const draft = draftOf(template)
  const rules = (one: QuestionnaireDraft, unchecked: readonly string[] = []) => questionnaireFaults(one, unchecked).map(({ place, language, rule, stops }) => `${stops ? 'stops' : 'advises'} ${place} ${language ?? ''} ${rule}`.replace('  ', ' '))
  const with1 = (change: Partial<DraftQuestion>, at = 0): QuestionnaireDraft => ({ ...draft, questions: draft.questions.map((question, place) => (place === at ? { ...question, ...change } : question)) })
  const choose = (n: number, text = 'a'): Partial<DraftQuestion> => ({ kind: 'one', choices: Array.from({ length: n }, (_, at) => ({ id: `q1.${at + 1}`, text: each(text), level: null, indicator: null, kept: {} })) })
  test.each<[string, QuestionnaireDraft, string]>([
    ['nothing is asked', emptyDraft(), 'stops questions no_questions'],
    ['a text is missing', withText(draft, 'q1/low', 'my', ' '), 'stops q1/low my missing'],
    ['a choice in one language is missing', withText(draft, 'q6/choice/q6.2', 'es', ''), 'stops q6/choice/q6.2 es missing'],
    ['a branch leads from a later question', with1({ when: { question: 'q7', is: ['yes'] } }), 'stops q1 branch_later'],
    ['a branch leads from nowhere', with1({ when: { question: 'q99', is: ['yes'] } }), 'stops q1 branch_unknown'],
    ['a branch names an answer that is not there', with1({ when: { question: 'q7', is: ['unknown'] } }, 7), 'stops q8 branch_answer'],
    ['a branch names no answer', with1({ when: { question: 'q7', is: [] } }, 7), 'stops q8 branch_answer'],
    ['there are too many choices', with1(choose(21)), 'stops q1 many_choices'],
    ['there is one choice', with1(choose(1)), 'stops q1 few_choices'],
    ['a scale runs backwards', with1({ from: 5, to: 1 }), 'stops q1 scale'],
    ['an id stands twice', with1({ id: 'q2' }), 'stops q2 twice'],
    ['a choice is too long for a button', with1(choose(2, 'more than twenty letters')), 'advises q1 long_button'],
    ['there are more choices than buttons', with1(choose(14)), 'advises q1 many_buttons'],
    ['Japanese has no readings', withText(draft, 'thanks', 'ja', '給料を聞きます'), 'advises thanks ja no_furigana'],
    ['an anonymous one asks who somebody is', withText(draft, 'q11/text', 'vi', 'Họ tên của bạn là gì?'), 'advises q11/text vi asks_name'],
  ])('says that %s', (_, broken, fault) => expect(rules(broken)).toContain(fault))
  test('says which texts only a machine wrote', () => expect(rules(draft, ['q1/text/vi', 'gone/text/vi'])).toEqual(['advises q1/text vi unchecked']))
  test('finds nothing in the fixed-point survey, and writing on it changes nothing', () => {
    expect([rules(draft), contentOf(draft), completeLanguages(draft).length, template.anonymous]).toEqual([[], template, 9, true])
    expect(contentOf({ ...draft, questions: [...draft.questions, newQuestion(draft, 'one')] })).toBeNull()
    const more = template.questions.map((question) => ({ ...question, official: '公式' }))
    expect(draftOf({ ...template, questions: more }).questions.map(({ kept }) => kept)).toEqual(many(more.length, { official: '公式' }))
  })
})
