// A flyer of a company's code in one language: what it says, where its QR codes lead, and when somebody answers.
import type { FlyerPreview, Layout, Read } from '../companies/flyers.ts'
import { qrOf } from '../companies/qr.ts'
import { flyerPdf } from '../dossier/flyer.ts'
import type { Flyer, FlyerWay } from '../dossier/flyer.ts'
import { readings } from '../dossier/ruby.ts'
import { weekInWords } from '../hours/week-words.ts'
import type { Language } from '../knowledge/languages.ts'
import { withoutFurigana } from '../knowledge/normalise.ts'
import type { Runtime } from '../runtime.ts'
import { entryLinks } from './entry-links.ts'

/** `company`: its name, where it may stand on paper. */
export interface FlyerWish { readonly code: string; readonly language: Language; readonly company: string | null }

type LinkedFlyer = Omit<Flyer, 'ways'> & { readonly ways: readonly (FlyerWay & { readonly link: string })[] }

export async function makeFlyer(runtime: Runtime, wish: FlyerWish, layout: Layout): Promise<Buffer> {
  return flyerPdf(await flyerOf(runtime, wish), layout, runtime.now())
}

export async function previewFlyer(runtime: Runtime, wish: FlyerWish): Promise<FlyerPreview> {
  const { language, name, company, title, what, secret, scan, hours, code, ways } = await flyerOf(runtime, wish)
  const read = (text: string): Read => (language === 'ja' ? readings(text) : [{ text, ruby: '' }])
  return {
    language, code, name: read(name), company: company === null ? null : read(company), title: read(title), what: read(what), secret: read(secret), scan: read(scan), hours: hours.map(read),
    ways: ways.map((way) => ({ name: read(way.name), how: read(way.how), shown: way.shown, link: way.link })),
  }
}

async function flyerOf(runtime: Runtime, { code, language, company }: FlyerWish): Promise<LinkedFlyer> {
  const { content, hours } = runtime
  await hours.refresh()
  const say = (key: string, values: Readonly<Record<string, string>> = {}) => content.words(language, `flyer.${key}`, values)
  const table = hours.of(language)
  const week = weekInWords(table, language)
  const links = await entryLinks(runtime, code)
  return {
    language,
    name: say('name'),
    beside: language === 'ja' ? '' : withoutFurigana(content.words('ja', 'flyer.card')).replaceAll(' ', ''),
    company: company === null ? null : say('company', { name: company }),
    title: say('title'), what: say('what'), secret: say('secret'), scan: say('scan'), card: say('card'),
    code: say('code', { code }),
    hours: [say('always'), ...(week.length === 0 ? [] : [say('person', { hours: week.join(' / ') })]), ...(week.length > 0 && table['holiday']?.length === 0 ? [say('holidays')] : [])],
    ways: links.flatMap(({ channel, link, shown }) => (link === null ? [] : [{ name: content.words(language, `channel.${channel}`), how: say(channel), shown, link, qr: qrOf(link) }])),
  }
}
