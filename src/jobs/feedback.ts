// Feedback on its own road: finished sheets become pieces, words are translated, and with a new quarter what may be told is released.
import { pieceOf } from '../feedback/piece.ts'
import { suggestionsFor } from '../feedback/names.ts'
import { quarterOf } from '../feedback/quarters.ts'
import { dayInJapan } from '../hours/timetable.ts'
import { isLanguage, LANGUAGES } from '../knowledge/languages.ts'
import type { Translated } from '../language/translation.ts'
import type { Runtime } from '../runtime.ts'
import { bodiesToRelease, releaseBody } from '../store/feedback-releases.ts'
import { companyNames, finishedSheets, insertPiece } from '../store/feedback-pieces.ts'
import { claimReplies, claimShown, claimWords, saveJapanese, saveTranslations } from '../store/feedback-translations.ts'
import { knownNames } from '../store/known-names.ts'

const AT_ONCE = 20
const LEASE_SECONDS = 120
/** From here on a written name is taken for a company's where a conflict of interest is concerned. */
const SAME_COMPANY = 0.8
const [DANGER, SERIOUS, ORDINARY] = [2, 1, 0]

/** Doing it again makes nothing twice. */
export async function takeFeedback({ db, content, newId, now }: Pick<Runtime, 'db' | 'content' | 'newId' | 'now'>): Promise<void> {
  const sheets = await finishedSheets(db, AT_ONCE)
  const companies = sheets.length > 0 ? await companyNames(db) : []
  for (const { id, language: chosen, answers, finished_at: finishedAt } of sheets) {
    const piece = pieceOf(answers)
    const language = (piece.words === null ? null : content.language.detect(piece.words, isLanguage(chosen) ? chosen : null).language) ?? chosen
    const danger = piece.words === null ? null : content.danger.check(piece.words, isLanguage(language) ? language : null)
    const [like] = suggestionsFor(piece.written, companies)
    await insertPiece(db, {
      ...piece, id: newId(), sheet: id, language, quarter: quarterOf(dayInJapan(finishedAt)), finishedAt,
      company: like && like.likeness >= SAME_COMPANY ? like.id : null, danger: danger?.kind ?? null,
      urgency: danger ? DANGER : piece.serious ? SERIOUS : ORDINARY, translateDueAt: piece.words !== null && language !== 'ja' ? now() : null,
    })
  }
}

/** What cannot be translated now is tried again when its lease is over. */
export async function translateFeedback({ db, translation, translator, now }: Runtime): Promise<void> {
  if (!translator) return
  for (const { id, text, language, danger, conversation_id: conversation } of await claimWords(db, now(), AT_ONCE, LEASE_SECONDS)) {
    const names = conversation === null ? [] : await knownNames(db, conversation)
    const done = await translation.translate({ text, from: language, to: 'ja', names, urgency: danger === null ? 'other' : 'danger' })
    if (!isLater(done)) await saveJapanese(db, id, done.status === 'done' ? done.text : null)
  }
  const others = (text: string, from: string | null, before: Readonly<Record<string, string>>) => inAllLanguages(translation.translate, text, from, before)
  for (const due of await claimShown(db, now(), AT_ONCE, LEASE_SECONDS)) await saveTranslations(db, 'feedback', { ...due, ...await others(due.text, 'ja', due.translations) })
  for (const due of await claimReplies(db, now(), AT_ONCE, LEASE_SECONDS)) await saveTranslations(db, 'body_reply', { ...due, ...await others(due.text, due.language, due.translations) })
}

/** Once in a quarter for each body, and only where enough people are new. */
export async function releaseFeedback({ db, newId, now }: Pick<Runtime, 'db' | 'newId' | 'now'>): Promise<void> {
  const quarter = quarterOf(dayInJapan(now()))
  for (const body of await bodiesToRelease(db, quarter)) await releaseBody(db, body, { id: newId(), quarter, now: now() })
}

async function inAllLanguages(translate: Runtime['translation']['translate'], text: string, from: string | null, before: Readonly<Record<string, string>>): Promise<{ translations: Record<string, string>; whole: boolean }> {
  const translations = { ...before }
  let whole = true
  for (const to of LANGUAGES.filter((language) => language !== from && !(language in before))) {
    const done = await translate({ text, from, to, names: [], urgency: 'other' })
    if (done.status === 'done') translations[to] = done.text
    else if (isLater(done)) whole = false
  }
  return { translations, whole }
}

const isLater = (done: Translated) => done.status === 'failed' && done.retryable
