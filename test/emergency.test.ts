// What an emergency text names, for every kind of danger, every language and every hour of a week, of the year's end and of a holiday.
import { describe, expect, test } from 'vitest'
import { contactLinesNow } from '../src/gateway/article.ts'
import { NEW_CONVERSATION, takeTurn } from '../src/gateway/turn.ts'
import { dayInJapan, DESK_HOURS } from '../src/hours/timetable.ts'
import { DANGER_KINDS } from '../src/knowledge/danger-phrases.ts'
import { LANGUAGES } from '../src/knowledge/languages.ts'
import type { Language } from '../src/knowledge/languages.ts'
import { line as lineChannel } from '../channels/line/index.ts'
import { content, words } from './content.ts'

const HOUR_MS = 3_600_000
const hoursFrom = (day: string, hours: number) => Array.from({ length: hours }, (_, i) => new Date(Date.parse(`${day}T00:30:00+09:00`) + i * HOUR_MS))
const WEEK = hoursFrom('2026-11-16', 7 * 24)
/** A national holiday, the turn of the year, and the last day of a contact that ends. */
const OTHER_DAYS = [...hoursFrom('2026-11-23', 24), ...hoursFrom('2026-12-31', 48), ...hoursFrom('2027-03-31', 48)]
const NAMES = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** Another way of knowing: the clock on a wall in Japan, compared as text. */
function isSpoken(hours: unknown, at: Date): boolean {
  if (hours === 'always') return true
  if (!Array.isArray(hours)) return false
  const wall = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Tokyo', weekday: 'short', hour: '2-digit', minute: '2-digit' }).format(at)
  const [weekday, clock] = [wall.slice(0, 3).toLowerCase(), wall.slice(-5)]
  const week = [...NAMES.slice(1), 'sun']
  return hours.some(({ days, from, to }: { days: string; from: string; to: string }) => {
    const on = days === 'daily' || days.split(',').some((part) => {
      const [first = '', last = first] = part.split('-')
      return week.slice(week.indexOf(first), week.indexOf(last) + 1).includes(weekday)
    })
    return on && from <= clock && clock < to
  })
}

/** What the lines of a text break, each said with the hour. */
function faultsOf(ids: readonly string[], language: Language, at: Date): string[] {
  const said = contactLinesNow(ids, language, content, at).split('\n')
  const sentence = words(language, 'contact.sentence')
  return said.flatMap((line) => {
    const contact = ids.map((id) => content.contacts.get(id)).find((one) => one && line.startsWith(`☎ ${words(language, 'contact.line', { name: one.names[language], number: one.number, hours: '' }).split(one.number)[0]}${one.number}`))
    const where = `${language} ${at.toISOString()} ${line}`
    if (!contact) return [`whose line is it: ${where}`]
    const carries = line.includes(sentence)
    const theirs = isSpoken(contact.speaks[language], at)
    const japanese = contact.speaks.ja === 'varies' || isSpoken(contact.speaks.ja, at)
    return [
      ...(!theirs && !(language === 'ja' ? japanese : carries && japanese) ? [`nobody to talk to: ${where}`] : []),
      ...(language !== 'ja' && ['110', '119'].includes(contact.number) && !carries ? [`no sentence to say: ${where}`] : []),
      ...(dayInJapan(at) > (contact.validTo ?? '9999') ? [`its time is over: ${where}`] : []),
    ]
  })
}

describe.each(DANGER_KINDS)('%s', (kind) => {
  const ids = content.emergencies[kind].contacts
  test.each(LANGUAGES)('in %s names at every hour only who speaks it then, or carries the sentence to say in Japanese', (language) => {
    const moments = [...WEEK, ...OTHER_DAYS]
    expect(moments.flatMap((at) => faultsOf(ids, language, at))).toEqual([])
    // Somebody answers at every hour, and 110 or 119 is among them.
    for (const at of moments) expect(contactLinesNow(ids, language, content, at)).toMatch(/\b(110|119)\b/)
  })
})

test('the text of a turn is the one of its hour: a chat that sleeps is not named at three in the morning, and is at noon', () => {
  const told = (clock: string) => {
    const turn = takeTurn({ ...NEW_CONVERSATION, language: 'vi', languageChosen: true }, {
      id: 'e', person: 'p', at: new Date(`2026-11-18T${clock}:00+09:00`).toISOString(), redelivered: false, type: 'message', message: 'm', content: { type: 'text', text: 'chồng tôi đánh tôi' },
    }, { content, channel: 'line', capabilities: lineChannel.capabilities, newCode: '123456789', proof: null, joined: false, hours: () => DESK_HOURS })
    return turn.effects.flatMap((effect) => (effect.type === 'say' ? effect.lines.map(({ text }) => text) : [])).join('\n')
  }
  const chat = content.contacts.get('dv-plus-chat')?.number ?? 'missing'
  expect([told('03:00').includes('110'), told('03:00').includes(chat), told('12:00').includes(chat)]).toEqual([true, false, true])
})

// Harmless words beside it, as people write: what happened, who is at fault, a thank you.
test.each([
  ['tl', 'ayoko na pong mabuhay, buntis ako at tinanggal nila ako sa trabaho'], ['en', "I don't want to live anymore, I'm pregnant and they fired me"],
  ['vi', 'em không muốn sống nữa, em có thai và bị đuổi việc'], ['id', 'saya tidak mau hidup lagi, saya hamil dan dipecat'],
  ['es', 'no quiero vivir mas, estoy embarazada y me despidieron'], ['pt', 'nao quero mais viver, estou gravida e fui demitida'],
  ['zh', '我不想活了，我怀孕了被公司开除'], ['ja', 'もう いきていたくないです。にんしんして、くびに なりました'],
  ['my', 'အသက်မရှင်ချင်တော့ဘူး။ ကိုယ်ဝန်ရှိလို့ အလုပ်ထုတ်ခံရတယ်'],
] as const)('a wish to die is heard beside other words: %s', (language, text) => {
  expect(content.danger.check(text, language)?.kind).toBe('suicide')
})
