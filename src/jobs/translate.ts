// Every line of a worker into Japanese, for the desk. While the provider is down, it is tried again and the conversation goes on.
import { dayInJapan } from '../hours/timetable.ts'
import type { Runtime } from '../runtime.ts'
import { forgetTranslations } from '../store/translation-memory.ts'
import { knownNames } from '../store/known-names.ts'
import { claimUntranslated, hurryDanger, postponeTranslation, saveTranslation } from '../store/translations.ts'
import type { Untranslated } from '../store/translations.ts'

const AT_ONCE = 20
const LEASE_SECONDS = 60
const LONGEST_WAIT_SECONDS = 300
/** How often it is looked whether the month has characters again. */
const BUDGET_SECONDS = 600
const MEMORY_DAYS = 90

export async function translateWaiting(runtime: Runtime): Promise<void> {
  await hurryDanger(runtime.db)
  for (;;) {
    const waiting = await claimUntranslated(runtime.db, AT_ONCE, LEASE_SECONDS)
    if (waiting.length === 0) return
    await Promise.all(waiting.map((message) => translateLine(runtime, message)))
  }
}

async function translateLine({ db, translation, log }: Runtime, message: Untranslated): Promise<void> {
  const done = await translation.translate({
    text: message.text, from: message.language, to: 'ja', names: await knownNames(db, message.conversation_id),
    urgency: message.dangerous ? 'danger' : message.waiting ? 'waiting' : 'other',
  })
  if (done.status === 'done') return saveTranslation(db, message, 'ja', done)
  if (done.status !== 'failed') return saveTranslation(db, message, 'ja', null)
  log.warn({ message: message.id, tries: message.translate_tries, why: done.why }, 'not translated yet')
  if (!done.retryable) return saveTranslation(db, message, 'ja', null, done.why)
  return postponeTranslation(db, message, done.why === 'budget' ? BUDGET_SECONDS : Math.min(LONGEST_WAIT_SECONDS, 2 ** message.translate_tries), done.why)
}

/** What a machine translated and nobody needed again for so long is forgotten. */
export async function forgetOldTranslations({ db, now }: Pick<Runtime, 'db' | 'now'>): Promise<void> {
  await forgetTranslations(db, dayInJapan(new Date(now().getTime() - MEMORY_DAYS * 86_400_000)))
}

/** The provider is given the desk's terms, and again when they have changed. */
export async function teachTerms({ translator, terms }: Pick<Runtime, 'translator' | 'terms'>): Promise<void> {
  await translator?.learn?.(await terms.current())
}
