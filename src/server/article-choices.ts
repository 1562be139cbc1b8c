// Articles a counsellor can put into a reply: what fits the worker's last words, or a search, ready in both languages.
import { z } from 'zod'
import { articleChoice, isVerbatim, searchArticles } from '../gateway/article-choice.ts'
import { dayInJapan } from '../hours/timetable.ts'
import { cannedChoice, searchReplies } from '../gateway/canned.ts'
import { isLanguage } from '../knowledge/languages.ts'
import type { Runtime } from '../runtime.ts'
import { findConversation, lastAsked } from '../store/conversations.ts'
import { HttpRefusal } from './errors.ts'
import type { Handlers } from './guard.ts'
import type { ArticleChoices } from './api/knowledge.ts'

const SHOWN = 8

/** What a reply says of the article it began with: `edited` where it is no longer the reviewed text. */
export function insertedArticle({ library, now }: Runtime, topic: string, language: string | null, text: string, translation: string | null): { topic: string; edited: boolean } | null {
  const read = language !== null && isLanguage(language) ? language : 'ja'
  const choice = cannedChoice(topic, read, library.now().replies) ?? articleChoice(topic, read, library.now(), dayInJapan(now()))
  return choice && { topic, edited: !isVerbatim(choice, text, translation) }
}

export function choiceHandlers({ db, library, now }: Runtime): Handlers<'GET /api/conversations/:id/articles'> {
  return {
    async 'GET /api/conversations/:id/articles'({ request, reader }) {
      const id = z.uuid().safeParse(request.params['id'])
      const row = id.success ? await findConversation(db, reader, id.data) : null
      if (!row) throw new HttpRefusal(404, 'not_found')
      await library.refresh()
      const query = z.string().max(200).catch('').parse(request.query['q']).trim()
      const said = query === '' ? await lastAsked(db, reader, row.id) : ''
      const language = row.language !== null && isLanguage(row.language) ? row.language : 'ja'
      const topics = searchArticles(query, said, library.now()).slice(0, SHOWN)
      const replies = searchReplies(query, language, library.now().replies).slice(0, query === '' ? 0 : SHOWN)
      return { choices: [...replies, ...topics.map((topic) => articleChoice(topic, language, library.now(), dayInJapan(now()))).filter((choice) => choice !== null)], replies: searchReplies('', language, library.now().replies) } satisfies ArticleChoices
    },
  }
}
