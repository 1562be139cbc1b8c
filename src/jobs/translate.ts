// Every line of a worker into Japanese, for the desk. While the provider is down, it is tried again and the conversation goes on.
import { translateOne } from '../language/policy.ts'
import type { Runtime } from '../runtime.ts'
import { claimUntranslated, postponeTranslation, saveTranslation } from '../store/translations.ts'

const AT_ONCE = 20
const LEASE_SECONDS = 60
const LONGEST_WAIT_SECONDS = 300

export async function translateWaiting({ db, translator, log }: Runtime): Promise<void> {
  for (;;) {
    const waiting = await claimUntranslated(db, AT_ONCE, LEASE_SECONDS)
    if (waiting.length === 0) return
    await Promise.all(waiting.map(async (message) => {
      const done = await translateOne(translator, message.text, message.language, 'ja')
      if (done.status === 'failed' && done.retryable) {
        log.warn({ message: message.id, tries: message.translate_tries }, 'not translated yet')
        return postponeTranslation(db, message, Math.min(LONGEST_WAIT_SECONDS, 2 ** message.translate_tries))
      }
      return saveTranslation(db, message, 'ja', done.status === 'done' ? done.text : null)
    }))
  }
}
