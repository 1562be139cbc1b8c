// Translations in a conversation: of a reply before it is sent, back again, of a line once more, and what a counsellor knows better.
import { z } from 'zod'
import { correctLine } from '../desk/correct-translation.ts'
import { translateBack, translateReply } from '../desk/translate-reply.ts'
import { missingTerms } from '../language/glossary.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { findConversation, languageWritten } from '../store/conversations.ts'
import type { ListedConversation } from '../store/conversations.ts'
import { translateAgain } from '../store/translations.ts'
import type { Reader } from '../store/visible.ts'
import type { BackTranslateAnswer, TranslateAnswer } from './api/translation.ts'
import { done, idOf } from './asked.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked, Handlers } from './guard.ts'

const Text = z.string().trim().min(1).max(20_000)
const Body = z.strictObject({ text: Text })

export type TranslationRoute = Extract<RouteName, `POST /api/conversations/:id/${'translate' | 'back-translation' | `lines/${string}`}`>

/** What the worker reads: their language, or one beyond the nine that they wrote last. */
export async function likelyReader({ db }: Runtime, reader: Reader, { id, language }: ListedConversation): Promise<string | null> {
  return language ?? await languageWritten(db, reader, id)
}

export function translationHandlers(runtime: Runtime): Handlers<TranslationRoute> {
  const { db } = runtime
  const found = async (asked: Asked) => {
    const row = await findConversation(db, asked.reader, idOf(asked))
    if (!row) throw new HttpRefusal(404, 'not_found')
    return { row, language: await likelyReader(runtime, asked.reader, row) ?? 'ja' }
  }
  const seqOf = ({ request }: Asked) => {
    const seq = z.coerce.number().int().min(1).safeParse(request.params['seq'])
    if (!seq.success) throw new HttpRefusal(404, 'not_found')
    return seq.data
  }
  return {
    async 'POST /api/conversations/:id/translate'(asked) {
      const { text } = Body.parse(asked.request.body)
      const { row, language } = await found(asked)
      const answer = await translateReply(runtime, row, text, language)
      if (answer.status !== 'done') return { status: answer.status, ...(answer.status === 'failed' && { why: answer.why }) } satisfies TranslateAnswer
      const missing = missingTerms(await runtime.terms.current(), text, 'ja', answer.text, language)
      return { status: 'done', text: answer.text, language, missing } satisfies TranslateAnswer
    },
    async 'POST /api/conversations/:id/back-translation'(asked) {
      const { text } = Body.parse(asked.request.body)
      const { row, language } = await found(asked)
      const answer = await translateBack(runtime, row, text, language)
      return (answer.status === 'done' ? { status: 'done', text: answer.text } : { status: answer.status, ...(answer.status === 'failed' && { why: answer.why }) }) satisfies BackTranslateAnswer
    },
    async 'POST /api/conversations/:id/lines/:seq/translate'(asked) {
      const [id, seq] = [idOf(asked), seqOf(asked)]
      asked.note({ line: seq })
      if (!(await translateAgain(db, asked.reader, id, seq))) throw new HttpRefusal((await findConversation(db, asked.reader, id)) ? 409 : 404, 'not_found')
      runtime.wakes.wake('translations')
    },
    async 'POST /api/conversations/:id/lines/:seq/correction'(asked) {
      const { text } = Body.parse(asked.request.body)
      const [id, seq] = [idOf(asked), seqOf(asked)]
      asked.note({ line: seq })
      return done(await correctLine(runtime, asked.reader, id, seq, text))
    },
  }
}
