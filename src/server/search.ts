// Full-text search: narrowed by keyed terms, checked against the real words, and only in what the reader may see.
import { z } from 'zod'
import { excerptOf } from '../knowledge/excerpt.ts'
import { toUnicode, withoutFurigana } from '../knowledge/normalise.ts'
import { hitsIn, wantedIn } from '../knowledge/terms.ts'
import type { Wanted } from '../knowledge/terms.ts'
import type { Runtime } from '../runtime.ts'
import { pseudonymOf } from '../store/pseudonym.ts'
import { conversationsSince, linesBeside, linesLately, linesWith, sinceLines } from '../store/search.ts'
import type { FoundLine, SearchCursor } from '../store/search.ts'
import type { Reader } from '../store/visible.ts'
import type { ExcerptView, FoundLineView, SearchView } from './api/list.ts'

export const SearchBody = z.strictObject({
  text: z.string().trim().min(1).max(200), days: z.int().min(1).max(3660).nullable(), after: z.strictObject({ at: z.iso.datetime(), id: z.uuid() }).optional(),
})

/** A page of what is found, and how many lines one request looks at. */
const PAGE = 30
const FEW = 60
const MANY = 200
const LOOKED_AT = 2_000
const PEOPLE = 20
/** Part of a name is looked for among so many conversations, the latest; a whole number among all. */
const NAMES_LOOKED_AT = 500
const DAY_MS = 86_400_000

/** What a pseudonym, or the beginning of one, looks like. */
const NAME = /^[\p{Script=Katakana}ー]*-?\d{0,4}$/u

export async function search({ db, hashTerms, now }: Pick<Runtime, 'db' | 'hashTerms' | 'now'>, reader: Reader, { text, days, after }: z.output<typeof SearchBody>): Promise<SearchView> {
  const since = days === null ? null : new Date(now().getTime() - days * DAY_MS)
  const [people, page] = await Promise.all([after ? [] : peopleNamed(text), linesFound()])
  return { people, ...page }

  async function linesFound(): Promise<Pick<SearchView, 'lines' | 'next'>> {
    const wanted = wantedIn(text)
    if (wanted.terms.size === 0) return { lines: [], next: null }
    const terms = hashTerms(wanted.terms)
    const found: { line: FoundLine; excerpts: Pick<FoundLineView, 'found' | 'other'> }[] = []
    let cursor: SearchCursor | null = after ? { at: new Date(after.at), id: after.id } : null
    const end = cursor?.at ?? now()
    const lately = await sinceLines(db, end, LATELY)
    let start = later(lately, since)
    let [more, looked] = [true, 0]
    while (more && looked < LOOKED_AT && found.length < PAGE) {
      // Where most of the lines so far only seemed to hold the words, more have to be looked at.
      const most = looked <= 2 * found.length ? FEW : MANY
      const lines: FoundLine[] = start !== null && lately !== null && start >= lately
        ? await linesLately(db, reader, terms, start, cursor, most) : await linesWith(db, reader, terms, start, cursor, most)
      looked += lines.length
      let unread = false
      for (const line of lines) {
        unread = found.length === PAGE
        if (unread) break
        cursor = { at: line.at, id: line.id }
        const excerpts = foundIn(line, wanted)
        if (excerpts) found.push({ line, excerpts })
      }
      if (lines.length === most || unread) continue
      more = start !== null && start.getTime() !== since?.getTime()
      start = start && later(furtherBack(end, start, found.length), since)
    }
    const beside = await linesBeside(db, reader, found.map(({ line }) => ({ conversation: line.conversation_id, seq: line.seq })))
    const at = (conversation: string, seq: number) => gistOf(beside.find((line) => line.conversation_id === conversation && line.seq === seq))
    return {
      lines: found.map(({ line, excerpts }) => ({
        id: line.id, conversation: line.conversation_id, pseudonym: pseudonymOf(line.person_id), channel: line.channel, seq: line.seq,
        author: line.author, authorName: line.staff_name, at: line.at.toISOString(), ...excerpts,
        before: at(line.conversation_id, line.seq - 1), after: at(line.conversation_id, line.seq + 1),
      })),
      next: more && cursor ? { at: cursor.at.toISOString(), id: cursor.id } : null,
    }
  }

  async function peopleNamed(name: string): Promise<SearchView['people']> {
    const plain = name.normalize('NFKC').replace(/[‐-―−]/g, '-')
    if (plain.length < 2 || !NAME.test(plain)) return []
    const rows = await conversationsSince(db, reader, since, plain, NAMES_LOOKED_AT)
    return rows.map((row) => ({ ...row, pseudonym: pseudonymOf(row.person_id) })).filter(({ pseudonym }) => pseudonym.includes(plain)).slice(0, PEOPLE)
      .map((row) => ({ conversation: row.id, pseudonym: row.pseudonym, channel: row.channel, language: row.person_language, lastAt: row.last_at.toISOString() }))
  }
}

/** Lines, about: the latest are looked through first, whether they were written within a minute or a month. */
const LATELY = 1_000
/** Then as much further back as fills the page by what was found so far: a word that is said every day is found without reading all who ever said it. Where nothing was found, so far at least. */
const [LEAST_MS, LEAST_FOR_NOTHING_MS] = [DAY_MS / 24, 1.5 * DAY_MS]
const MOST_MS = 730 * DAY_MS
const [LEAST_TIMES, MOST_TIMES] = [3, 40]

/** Null: from the first line on. */
function furtherBack(end: Date, start: Date, found: number): Date | null {
  const times = Math.min(MOST_TIMES, Math.max(LEAST_TIMES, 3 * PAGE / Math.max(1, found)))
  const span = Math.max(found === 0 ? LEAST_FOR_NOTHING_MS : LEAST_MS, (end.getTime() - start.getTime()) * times)
  return span > MOST_MS ? null : new Date(end.getTime() - span)
}

const later = (one: Date | null, other: Date | null): Date | null => (one !== null && (other === null || one > other) ? one : other)

/** All texts of a line as they are looked through: the original with its heading first. */
function textsOf({ text, subject, language, translations }: FoundLine): { language: string | null; text: string }[] {
  const original = { language, text: toUnicode(subject === null ? text : `${subject}\n${text}`) }
  return [original, ...translations.map((one) => ({ language: one.language, text: withoutFurigana(one.text) }))]
}

function foundIn(line: FoundLine, wanted: Wanted): Pick<FoundLineView, 'found' | 'other'> | null {
  const texts = textsOf(line)
  for (const [index, { language, text }] of texts.entries()) {
    const hits = hitsIn(text, wanted)
    if (!hits) continue
    const other = index > 0 ? texts[0] : texts.find((one, place) => place > 0 && one.language === 'ja') ?? texts[1]
    return { found: { language, pieces: excerptOf(text, hits) }, other: other ? { language: other.language, pieces: excerptOf(other.text, hitsIn(other.text, wanted) ?? []) } : null }
  }
  return null
}

function gistOf(line: FoundLine | undefined): ExcerptView | null {
  if (!line) return null
  const texts = textsOf(line)
  const shown = texts.find(({ language }) => language === 'ja') ?? texts[0]
  return shown && shown.text.trim() !== '' ? { language: shown.language, pieces: excerptOf(shown.text, []) } : null
}
