// A flyer of a company's code in one language: what it says, where its QR codes lead, and when somebody answers.
import { qrOf } from '../companies/qr.ts'
import { flyerPdf } from '../dossier/flyer.ts'
import type { Flyer, Layout } from '../dossier/flyer.ts'
import { weekInWords } from '../hours/week-words.ts'
import type { Language } from '../knowledge/languages.ts'
import { withoutFurigana } from '../knowledge/normalise.ts'
import type { Runtime } from '../runtime.ts'
import { entryLinks } from './entry-links.ts'

/** `company`: its name, where it may stand on paper. */
export interface FlyerWish { readonly code: string; readonly language: Language; readonly layout: Layout; readonly company: string | null }

export async function makeFlyer(runtime: Runtime, { code, language, layout, company }: FlyerWish): Promise<Buffer> {
  const { content, hours, now } = runtime
  await hours.refresh()
  const say = (key: string, values: Readonly<Record<string, string>> = {}) => content.words(language, `flyer.${key}`, values)
  const table = hours.of(language)
  const week = weekInWords(table, language)
  const links = await entryLinks(runtime, code)
  const flyer: Flyer = {
    language,
    name: say('name'),
    beside: language === 'ja' ? '' : withoutFurigana(content.words('ja', 'flyer.card')),
    company: company === null ? null : say('company', { name: company }),
    title: say('title'), what: say('what'), secret: say('secret'), scan: say('scan'), card: say('card'),
    code: say('code', { code }),
    hours: [say('always'), ...(week.length === 0 ? [] : [say('person', { hours: week.join(' / ') })]), ...(week.length > 0 && table['holiday']?.length === 0 ? [say('holidays')] : [])],
    ways: links.flatMap(({ channel, link, shown }) => (link === null ? [] : [{ name: content.words(language, `channel.${channel}`), how: say(channel), shown, qr: qrOf(link) }])),
  }
  return flyerPdf(flyer, layout, now())
}
