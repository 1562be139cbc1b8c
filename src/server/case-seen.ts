// The routes about what the worker sees of their case: as they would read it now, and a first translation of the summary for a person to check.
import { asWorkerSees } from '../cases/as-worker-sees.ts'
import { fold } from '../cases/case.ts'
import { translateInCase } from '../desk/translate-in-case.ts'
import { standingText } from '../gateway/own-words.ts'
import { isLanguage } from '../knowledge/languages.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { publicNameOf } from '../store/case-people.ts'
import { findCase } from '../store/cases.ts'
import type { CaseSeen, SummaryDraft } from './api/cases.ts'
import { idOf } from './asked.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked, Handlers } from './guard.ts'

export type SeenRoute = Extract<RouteName, `${string} /api/cases/:id/seen` | `${string} /api/cases/:id/summary-draft`>

export function caseSeenHandlers(runtime: Runtime): Handlers<SeenRoute> {
  const { db, content, now } = runtime
  const found = async (asked: Asked) => {
    const one = await findCase(db, asked.reader, idOf(asked))
    if (!one) throw new HttpRefusal(404, 'not_found')
    const { language } = one.row
    return { ...one, state: fold(one.events), language: language !== null && isLanguage(language) ? language : 'en' as const }
  }
  return {
    async 'GET /api/cases/:id/seen'(asked) {
      const { row, state, language } = await found(asked)
      const seen = asWorkerSees(row.id, state, await publicNameOf(db, row.owner), now())
      const { words } = content
      return { language, text: standingText(seen, false, language, { words }), japanese: standingText(seen, false, 'ja', { words }), summary: seen.summary[language] ?? null } satisfies CaseSeen
    },
    async 'POST /api/cases/:id/summary-draft'(asked) {
      const { row, state, language } = await found(asked)
      if (state.summary === null) throw new HttpRefusal(409, 'no_such')
      if (language === 'ja') return { language, text: state.summary.text } satisfies SummaryDraft
      const [text = null] = await translateInCase(runtime, row.id, [state.summary.text], language)
      return { language, text } satisfies SummaryDraft
    },
  }
}
