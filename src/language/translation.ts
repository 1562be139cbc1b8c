// A text from one language into another: remembered, paid for, without names on its way, and told honestly where it cannot be.
import { createHmac } from 'node:crypto'
import { dayInJapan } from '../hours/timetable.ts'
import type { FindPersonal, Span } from '../knowledge/personal.ts'
import { toUnicode } from '../knowledge/normalise.ts'
import type { Database } from '../store/database.ts'
import { charactersUsed, claimCharacters, recall, remember, returnCharacters } from '../store/translation-memory.ts'
import type { Glossary } from './glossary.ts'
import { inParts } from './parts.ts'
import { FORMS, hide, piecesOf, restore, withTokens } from './placeholders.ts'
import { readSoon } from './readable.ts'
import type { Readable } from './readable.ts'
import { TranslationError } from './translator.ts'
import type { TranslatedText, Translator } from './translator.ts'

/** How much it matters when the month's characters are used up: danger is translated whatever it costs. */
export type Urgency = 'danger' | 'waiting' | 'other'

export interface Wanted {
  readonly text: string
  /** Null: the provider finds it out. */
  readonly from: string | null
  readonly to: string
  readonly urgency: Urgency
  /** What the desk knows somebody by. */
  readonly names: readonly string[]
}

export type Translated =
  | { readonly status: 'done'; readonly text: string; readonly source: 'machine' | 'corrected'; readonly staff: string | null; readonly detected: string | null }
  /** `none`: no provider is configured. `unneeded`: both languages are the same, or there are no words in it. */
  | { readonly status: 'none' | 'unneeded' }
  | { readonly status: 'failed'; readonly retryable: boolean; readonly why: 'provider' | 'budget' | 'language' }

/** Characters a month, as the provider counts them (code points); `limit` null: as many as there are. */
export interface Budget { readonly limit: number | null; readonly reservePercent: number }
export interface BudgetUse { readonly month: string; readonly used: number; readonly limit: number; readonly reserve: number }

/** A correction with tokens for names. `key` null: it names somebody in other words than the original, and fits nobody else. */
export interface CorrectionEntry { readonly key: string | null; readonly original: string; readonly machine: string; readonly corrected: string }

export interface Translation {
  translate(wanted: Wanted): Promise<Translated>
  correctionOf(of: Omit<Wanted, 'urgency'>, machine: string, corrected: string): CorrectionEntry
  /** Under which the memory holds what it would give for this text now. */
  keysOf(of: Omit<Wanted, 'urgency'>): Promise<string[]>
  /** Null: there is no limit. */
  budget(): Promise<BudgetUse | null>
  /** Whether the desk reads a language, as far as is known at this moment; null while nobody could be asked. */
  reads(language: string): boolean | null
}

export interface Tools {
  readonly db: Database
  /** Asked for anew each time, as the budget is: both may change while the desk runs. */
  readonly translator: Translator | null
  /** Of the keyed digests. */
  readonly key: string
  readonly budget: Budget
  /** False: names leave the desk as they are. */
  readonly masks: boolean
  glossary(): Promise<Glossary>
  personal(): FindPersonal
  now(): Date
}

export function openTranslation(tools: Tools): Translation {
  const { db, key, masks, glossary, personal, now } = tools
  const readable: Readable = readSoon(() => tools.translator, now)
  const digest = (...parts: readonly string[]) => createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url')
  const month = () => dayInJapan(now()).slice(0, 7)
  const spansOf = (text: string, names: readonly string[]) => (masks ? personal()(text, names) : [])
  const correctionKey = (masked: string, from: string | null, to: string) => digest('corrected', from ?? '', to, masked)
  const keysOf = (masked: string, from: string | null, to: string, terms: Glossary) => [correctionKey(masked, from, to), digest('machine', terms.version, from ?? '', to, masked)] as const

  const limitFor = (urgency: Urgency, budget = tools.budget) => {
    if (budget.limit === null || urgency === 'danger') return null
    return urgency === 'waiting' ? Math.floor(budget.limit * (1 + budget.reservePercent / 100)) : budget.limit
  }
  /** Counted before it is sent, given back where it failed. */
  const send = async (provider: Translator, texts: readonly string[], from: string | null, to: string, terms: Glossary, urgency: Urgency): Promise<TranslatedText[]> => {
    const [characters, paidIn] = [texts.reduce((sum, text) => sum + Array.from(text).length, 0), month()]
    if (!(await claimCharacters(db, paidIn, characters, limitFor(urgency)))) throw new OverBudget()
    try {
      return await inParts(provider, texts, from, to, terms)
    } catch (error) {
      await returnCharacters(db, paidIn, characters)
      throw error
    }
  }

  /** With tokens of each form; at last by the pieces between them, which hold no name at all. */
  const fresh = async (provider: Translator, text: string, spans: readonly Span[], { from, to, urgency }: Wanted, terms: Glossary): Promise<{ text: string; masked: string | null; detected: string | null }> => {
    for (const form of FORMS) {
      const hidden = hide(text, spans, form)
      const [answer = { text: '', detected: null }] = await send(provider, [hidden.text], from, to, terms, urgency)
      const restored = restore(answer.text, hidden.items, form)
      if (restored !== null && restored !== '') return { text: restored, masked: form === FORMS[0] ? answer.text : null, detected: answer.detected }
      if (hidden.items.length === 0) throw new TranslationError('the provider answered with nothing', true)
    }
    const pieces = piecesOf(text, spans)
    const worded = pieces.flatMap((piece) => (piece.type === 'words' && /\p{L}/u.test(piece.text) ? [piece.text] : []))
    const answers = worded.length === 0 ? [] : await send(provider, worded.map((one) => one.trim()), from, to, terms, urgency)
    let at = 0
    const whole = pieces.map((piece) => {
      if (piece.type === 'item' || !/\p{L}/u.test(piece.text)) return piece.text
      const [, before = '', after = ''] = /^(\s*)[^]*?(\s*)$/u.exec(piece.text) ?? []
      return before + (answers[at++]?.text ?? '') + after
    }).join('')
    return { text: whole, masked: null, detected: answers[0]?.detected ?? null }
  }

  return {
    async translate(wanted) {
      const { from, to, names } = wanted
      const text = toUnicode(wanted.text)
      if (from === to || !/\p{L}/u.test(text)) return { status: 'unneeded' }
      const spans = spansOf(text, names)
      if (!piecesOf(text, spans).some((piece) => piece.type === 'words' && /\p{L}/u.test(piece.text))) return { status: 'unneeded' }
      const hidden = hide(text, spans, FORMS[0])
      const terms = await glossary()
      const [keys, day] = [keysOf(hidden.text, from, to, terms), dayInJapan(now())]
      const known = await recall(db, keys, day)
      const restored = known && restore(known.text, hidden.items, FORMS[0])
      if (known && restored !== null) return { status: 'done', text: restored, source: known.source, staff: known.staff_id, detected: null }
      const { translator } = tools
      if (!translator) return { status: 'none' }
      // What the provider cannot read is not sent, and not paid for.
      if (from !== null && (await readable.can(from, to)) === false) return { status: 'failed', retryable: false, why: 'language' }
      try {
        const made = await fresh(translator, text, spans, wanted, terms)
        if (made.detected === to) return { status: 'unneeded' }
        if (made.masked !== null) await remember(db, keys[1], made.masked, day)
        return { status: 'done', text: made.text, source: 'machine', staff: null, detected: from === null ? made.detected : null }
      } catch (error) {
        if (error instanceof OverBudget) return { status: 'failed', retryable: true, why: 'budget' }
        return { status: 'failed', retryable: error instanceof TranslationError ? error.retryable : true, why: 'provider' }
      }
    },
    correctionOf({ text: written, from, to, names }, machine, corrected) {
      const text = toUnicode(written)
      const { text: original, items } = hide(text, spansOf(text, names), FORMS[0])
      const hidden = (said: string) => hide(said, spansOf(said, [...names, ...items]), FORMS[0]).text
      const template = withTokens(corrected, items, FORMS[0])
      // A name that is written in other letters than in the original cannot be put back for anybody else.
      const fits = template !== null && spansOf(template.replace(FORMS[0].found, ' '), names).length === 0
      return { key: fits ? correctionKey(original, from, to) : null, original, machine: hidden(machine), corrected: fits ? template : hidden(corrected) }
    },
    async keysOf({ text: written, from, to, names }) {
      const text = toUnicode(written)
      return [...keysOf(hide(text, spansOf(text, names), FORMS[0]).text, from, to, await glossary())]
    },
    async budget() {
      const { budget, translator } = tools
      if (budget.limit === null || !translator) return null
      return { month: month(), used: await charactersUsed(db, month()), limit: budget.limit, reserve: limitFor('waiting') ?? budget.limit }
    },
    reads: (language) => readable.known(language, 'ja'),
  }
}

class OverBudget extends Error {
  override readonly name = 'OverBudget'
}
