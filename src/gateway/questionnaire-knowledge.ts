// What a flow may ask about questionnaires: which are open, and what is said to what somebody did at a question. Pure.
import type { Asked, Knowledge, Label, Said } from '../engine/outcome.ts'
import { isLanguage } from '../knowledge/languages.ts'
import type { Language } from '../knowledge/languages.ts'
import { words as fold } from '../knowledge/normalise.ts'
import { amountIn } from '../questionnaires/amounts.ts'
import { choicesOf, questionOf, take } from '../questionnaires/asking.ts'
import type { Act, Taken } from '../questionnaires/asking.ts'
import { meaningOf, WISH_GROUP, wishIn } from '../questionnaires/meaning.ts'
import { numberIn } from '../questionnaires/numbers.ts'
import { actOf, readTyped } from '../questionnaires/reading.ts'
import { currentOf, isOpenAt } from '../questionnaires/running.ts'
import type { OwnSheets, Questionnaire, Sheet, SheetChange } from '../questionnaires/running.ts'
import type { Question, QuestionnaireContent } from '../questionnaires/shape.ts'
import type { Content } from './content.ts'
import { amountText, choiceLabel, choiceText, chosenText, meaningText, MOST_LISTED, pageOf, pageText, questionButtons, questionText } from './questionnaire-words.ts'
import type { Asks } from './questionnaire-words.ts'
import { dayText } from './say.ts'
import { topicsOf } from './understand.ts'

/** `sheets` null: nobody looked them up. `at` is ISO 8601, `room` for how many buttons the channel has room, `strange`: it may be somebody else who writes. */
export interface Asking { readonly sheets: OwnSheets | null; readonly at: string; readonly room: number; readonly strange: boolean }

type Reading = { readonly content: Content; readonly language: Language; readonly asking: Asking }

export function questionnaireKnowledge(content: Content, language: Language, asking: Asking | null): Pick<Knowledge, 'asks' | 'isUnread' | 'tapped'> {
  return {
    asks: (argument, typed) => (asking === null || asking.sheets === null ? led('unread') : asks(argument, typed, asking.sheets, { content, language, asking })),
    isUnread: (each) => each === 'open' && asking !== null && asking.sheets === null,
    tapped: (value) => tapped(value, content),
  }
}

export function questionnaireList(each: 'begun' | 'open', { questionnaires }: Content, asking: Asking | null): { readonly item: string; readonly label: Label }[] {
  if (asking === null || asking.sheets === null || asking.strange) return []
  const { sheets, at } = asking
  const begun = (key: string) => sheets.open.some((sheet) => sheet.key === key)
  const listed = [...questionnaires.values()].filter((one) => isOpenAt(one, at, begun(one.key)) && begun(one.key) === (each === 'begun') && (each === 'begun' || !refusal(one, sheets, at)))
  return listed.slice(0, MOST_LISTED[each]).flatMap(({ key, versions }) => {
    const content = versions.get(Math.max(...versions.keys()))
    return content ? [{ item: key, label: { type: 'texts', texts: content.title, ...(each === 'begun' && { key: 'sheet.goOn' }) } }] : []
  })
}

function led(leads: Asked['leads'], lines: readonly Said[] = [], argument: string | null = null): Asked {
  return { said: lines, noted: null, leads, argument, unseen: false }
}

function asks(argument: string | null, typed: string | null, sheets: OwnSheets, reading: Reading): Asked {
  const { content, asking: { at, strange } } = reading
  const [key = sheets.open[0]?.key ?? '', address = ''] = argument?.split(/\/(.*)/s) ?? []
  const questionnaire = content.questionnaires.get(key)
  const begun = sheets.open.find((sheet) => sheet.key === key)
  const version = begun?.version ?? (questionnaire ? currentOf(questionnaire) : 0)
  const text = questionnaire?.versions.get(version)
  if (!questionnaire || !text) return led('over', [plain(reading, 'sheet.gone')])
  if (begun && strange) return led('stranger')
  // What somebody tapped below a question of a sheet that is finished answers nothing any more.
  const refused = begun ? (isOpenAt(questionnaire, at, true) ? null : 'closed') : refusal(questionnaire, sheets, at) ?? (address !== '' || typed !== null ? (sheets.done.includes(key) ? 'already' : 'gone') : null)
  if (refused) return led('over', [plain(reading, `sheet.${refused}`, questionnaire)])
  const sheet = begun ?? { id: null, key, version, place: text.questions[0]?.id ?? '', answers: {} }
  const here = { reading, questionnaire, text }
  if (!begun) return begins(sheet, here)
  const act = typed === null ? actOf(address) ?? { question: sheet.place, act: { type: 'show' as const } } : typedAct(typed, sheet, here)
  if (act === null) return led('otherwise', [], key)
  return answered(sheet, act.question, act.act, here, typed !== null || address !== '')
}

type Here = { readonly reading: Reading; readonly questionnaire: Questionnaire; readonly text: QuestionnaireContent }

function begins(sheet: Sheet, here: Here): Asked {
  const { text, reading: { content } } = here
  const intro = (reader: Language) => [text.intro[reader], ...(text.anonymous ? [content.words(reader, 'sheet.anonymous')] : []), text.attribution].filter((part) => part !== '').join('\n\n')
  return { said: [said(intro), shown(sheet, here, null)], noted: noted(sheet, {}, here), leads: null, argument: sheet.key, unseen: false }
}

function answered(sheet: Sheet, id: string, act: Act, here: Here, unseen: boolean): Asked {
  const { text, reading } = here
  const taken = take(text, sheet, id, act)
  const note = { noted: noted(taken.sheet, taken.answers, here, taken), unseen: unseen && text.anonymous }
  const stay = (lines: readonly Said[]): Asked => ({ ...note, said: lines, leads: null, argument: sheet.key })
  const { words } = reading.content
  switch (taken.to) {
    case 'question': {
      const question = questionOf(text, taken.sheet.place)
      const arrives = taken.sheet.place !== sheet.place && act.type !== 'back' && isEnd(question, here)
      if (arrives && meaningOf(text, taken.sheet.answers).keptApart) return { ...note, said: [], leads: 'seen', argument: sheet.key }
      const answer = taken.answers[sheet.place]
      const amount = answer && questionOf(text, sheet.place)?.kind === 'amount' ? (reader: Language) => amountText(answer, asksOf(taken.sheet, here), reader) : null
      return stay([shown(taken.sheet, here, amount, act)])
    }
    case 'chosen': {
      const question = questionOf(text, taken.sheet.place)
      return question ? stay([said((reader) => chosenText(question, asksOf(taken.sheet, here), reader), questionButtons(question, asksOf(taken.sheet, here), pageOf(question, act, reading.asking.room), false), text.anonymous)]) : stay([])
    }
    case 'changed': return stay([shown(taken.sheet, here, (reader) => `${changedText(id, taken.sheet, here, reader)}${words(reader, 'sheet.changed')}`)])
    case 'passed': return stay([shown(taken.sheet, here, (reader) => words(reader, 'sheet.passed'))])
    case 'stop': return { ...note, said: [said((reader) => words(reader, 'sheet.stopped', { voice: words(reader, 'choice.voice'), goOn: words(reader, 'sheet.goOn', { title: text.title[reader] }) }))], leads: 'over', argument: null }
    case 'end': {
      const topics = here.questionnaire.kind === 'selfCheck' ? meaningOf(text, taken.sheet.answers).topics.join(',') : ''
      const wish = wishIn(text, taken.sheet.answers)
      return { ...note, said: [said((reader) => text.thanks[reader])], leads: wish ? 'person' : topics === '' ? 'over' : 'read', argument: wish || topics === '' ? null : topics }
    }
  }
}

/** The earlier question with what is chosen now. */
function changedText(id: string, sheet: Sheet, here: Here, reader: Language): string {
  const question = questionOf(here.text, id)
  return question && choicesOf(question).length > 0 && !here.text.anonymous ? `${question.text[reader]}\n${chosenText(question, asksOf(sheet, here), reader)}\n\n` : ''
}

/** What the answers point at stands before the question whether a person is wished for. */
function shown(sheet: Sheet, here: Here, before: ((reader: Language) => string) | null, act: Act = { type: 'show' }): Said {
  const { text, reading: { content } } = here
  const question = questionOf(text, sheet.place)
  if (!question) return said(() => '')
  const meaning = isEnd(question, here) ? meaningOf(text, sheet.answers) : null
  const own = asksOf(sheet, here)
  const write = (reader: Language) => [before?.(reader) ?? '', meaning ? meaningText(meaning, content, reader) : '', act.type === 'page' && own.room > 0 ? pageText(question, act.page, own, reader) : questionText(question, own, reader)]
    .filter((part) => part !== '').join('\n\n')
  return said(write, questionButtons(question, own, act.type === 'page' ? act.page : 1, before !== null && before('en') !== '' && act.type === 'answer'), text.anonymous)
}

function said(write: (reader: Language) => string, buttons: Said['buttons'] = [], anonymous = false): Said {
  return { type: 'asked', unseen: anonymous ? 'sheet.unseen' : null, buttons, write: (language) => write(isLanguage(language) ? language : 'en') }
}

function plain({ content: { words } }: Reading, key: string, questionnaire?: Questionnaire): Said {
  const at = key === 'sheet.notYet' ? questionnaire?.opensAt : questionnaire?.closesAt
  return said((reader) => words(reader, key, { day: at ? dayText(new Date(at), reader) : '–' }))
}

function isEnd(question: Question | undefined, { questionnaire }: Here): boolean {
  return questionnaire.kind === 'selfCheck' && question?.group === WISH_GROUP
}

function asksOf(sheet: Sheet, { reading: { content, language, asking }, text }: Here): Asks {
  return { content, questionnaire: text, sheet, room: asking.room, language }
}

function noted(sheet: Sheet, answers: SheetChange['answers'], { questionnaire, text }: Here, taken?: Taken): SheetChange {
  const { level, choices } = meaningOf(text, sheet.answers)
  const dropped = taken?.to === 'end' ? taken.dropped : []
  const finished = taken?.to === 'end' ? { dropped, level, wish: wishIn(text, sheet.answers), choices: questionnaire.kind === 'selfCheck' ? choices : [] } : null
  return { sheet, answers, anonymous: text.anonymous, finished }
}

/** Anonymous ones and surveys are answered once; the self-check, and what one thinks of somebody, as often as one likes. */
function refusal(questionnaire: Questionnaire, { done, full }: OwnSheets, at: string): 'already' | 'closed' | 'notYet' | 'full' | null {
  const { key, kind, opensAt, versions } = questionnaire
  if (done.includes(key) && (kind === 'survey' || versions.get(currentOf(questionnaire))?.anonymous)) return 'already'
  if (!isOpenAt(questionnaire, at, false)) return opensAt !== null && Date.parse(at) < Date.parse(opensAt) ? 'notYet' : 'closed'
  return full.includes(key) ? 'full' : null
}

/** Null: they want something else, which is answered as always. A free answer is one unless it asks for a person. */
function typedAct(typed: string, sheet: Sheet, { reading: { content, language, asking }, text }: Here): { readonly question: string; readonly act: Act } | null {
  const question = questionOf(text, sheet.place)
  if (!question) return null
  const { words } = content
  const named = (key: string, act: Act): [string, Act] => [fold(words(language, `sheet.${key}`)), act]
  const acts = new Map<string, Act>([
    ...(['skip', 'back', 'stop', 'done'] as const).map((type) => named(type, { type })), named('change', { type: 'back' }),
    ...(question.kind === 'many' ? [named('none', { type: 'several', choices: [], final: true })] : []),
    ...(question.kind === 'amount' ? [named('forgot', { type: 'answer', answer: { value: null, currency: null, said: '' } })] : []),
  ])
  const choices = new Map(choicesOf(question).map(({ id }) => [fold(choiceText(question, id, words, language)), id]))
  const act = readTyped(question, typed, { acts, choices, language, fold }, asking.room === 0)
  const about = () => topicsOf(typed, content)
  if (question.kind === 'text' && act?.type === 'answer') return about().decision === 'answer' && about().topics[0] === 'service.human' ? null : { question: question.id, act }
  if (act) return { question: question.id, act }
  if (question.kind === 'amount') return about().decision === 'answer' ? null : { question: question.id, act: { type: 'answer', answer: { ...amountIn(typed, language), value: null, currency: null } } }
  // A number that does not fit is asked for again.
  return (question.kind === 'number' || question.kind === 'scale') && numberIn(typed) !== null ? { question: question.id, act: { type: 'show' } } : null
}

function tapped(value: string, { questionnaires }: Content): Label | null {
  const [, key = '', address = ''] = /^questionnaire:([^/]*)(?:\/(.*))?$/s.exec(value) ?? []
  const questionnaire = questionnaires.get(key)
  if (!questionnaire) return null
  const texts = [...questionnaire.versions.entries()].toSorted(([a], [b]) => b - a).map(([, content]) => content)
  const named = actOf(address)
  if (!named) return texts[0] ? { type: 'texts', texts: texts[0].title } : null
  const { act } = named
  if (act.type === 'choose') {
    const question = texts.map((content) => questionOf(content, named.question)).find((one) => one && choicesOf(one).some(({ id }) => id === act.choice))
    return question ? choiceLabel(question, act.choice) : null
  }
  if (act.type === 'answer') return 'number' in act.answer ? { type: 'plain', text: String(act.answer.number) } : address.endsWith('forgot') ? { type: 'key', key: 'sheet.forgot' } : { type: 'plain', text: '0' }
  if (act.type === 'page') return { type: 'plain', text: '…' }
  return act.type === 'several' || act.type === 'show' ? null : { type: 'key', key: `sheet.${act.type}` }
}

/** What was tapped is an answer that stands on its sheet alone. */
export function isUnseenTap(value: string, { questionnaires }: Content): boolean {
  const [, key = '', address] = /^questionnaire:([^/]*)(?:\/(.*))?$/s.exec(value) ?? []
  return address !== undefined && [...questionnaires.get(key)?.versions.values() ?? []].some(({ anonymous }) => anonymous)
}
