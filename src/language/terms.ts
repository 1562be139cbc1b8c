// The glossary that runs: the latest saved in the desk, or the file. Another process may have saved: it is looked at again after a moment.
import type { Database } from '../store/database.ts'
import { glossaryNumber, latestGlossary } from '../store/glossaries.ts'
import { glossaryOf, Terms } from './glossary.ts'
import type { Glossary, Term } from './glossary.ts'

const FRESH_MS = 2_000

export interface RunningTerms {
  /** @param fresh asks the database even where it was asked just now */
  current(fresh?: boolean): Promise<Glossary>
  /** As it was last seen. */
  known(): Glossary
}

export function openTerms(db: Database, file: readonly Term[], now: () => Date): RunningTerms {
  let running = { number: 0, glossary: glossaryOf(file) }
  let seen = -Infinity
  return {
    known: () => running.glossary,
    async current(fresh = false) {
      const time = now().getTime()
      if (!fresh && time - seen < FRESH_MS) return running.glossary
      const number = await glossaryNumber(db)
      if (number !== running.number) {
        const saved = await latestGlossary(db)
        running = { number, glossary: saved ? glossaryOf(Terms.parse(saved.terms)) : glossaryOf(file) }
      }
      seen = time
      return running.glossary
    },
  }
}
