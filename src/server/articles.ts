// Articles as the desk reads them: the list, one with its versions, and what a text would be once it ran.
import { z } from 'zod'
import { articleText } from '../gateway/article.ts'
import { articleFaults } from '../gateway/article-faults.ts'
import { ArticleDraft, UnreadableArticle, writeArticle } from '../gateway/article-file.ts'
import { importFile, runningNumber, textOf } from '../gateway/article-versions.ts'
import { languageStates, staleOf } from '../gateway/stale.ts'
import { understand } from '../gateway/understand.ts'
import { zipOf } from '../gateway/zip.ts'
import { dayInJapan } from '../hours/timetable.ts'
import { LANGUAGES } from '../knowledge/languages.ts'
import { withoutFurigana } from '../knowledge/normalise.ts'
import { may } from '../permissions.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { openVersions, publishedVersions, versionsOf } from '../store/articles.ts'
import type { ArticleVersion } from '../store/articles.ts'
import { members } from '../store/team.ts'
import { HttpRefusal } from './errors.ts'
import { ANSWERED } from './guard.ts'
import type { Handlers } from './guard.ts'
import type { ArticleList, ArticlePage, ArticleRow, ArticleTranslation, Checked, Imported, OpenVersion, Previewed, UnderstoodView, VersionRow, VersionText } from './api/knowledge.ts'

const Text = z.strictObject({ text: ArticleDraft })
const Message = z.string().trim().min(1).max(2_000)
const ImportBody = z.strictObject({ name: z.string().max(200), file: z.string().max(90_000) })

type Path = Extract<RouteName, 'GET /api/articles' | 'GET /api/articles/:id' | 'GET /api/articles/:id/versions/:number' | `POST /api/articles/${'check' | 'preview' | 'understand' | 'translate' | 'import'}` | 'GET /api/articles/export'>

export function articleHandlers(runtime: Runtime): Handlers<Path> {
  const { db, library, now, translation } = runtime
  const today = () => dayInJapan(now())
  return {
    async 'GET /api/articles'() {
      await library.refresh(true)
      const [open, published] = [await openVersions(db), new Map((await publishedVersions(db)).map((version) => [version.topic, version]))]
      const { articles, contacts } = library.now()
      const drafts = new Map(open.map((version) => [version.topic, version]))
      const topics = [...new Set([...articles.keys(), ...drafts.keys(), ...published.keys()])].toSorted()
      return {
        since: library.since().toISOString(),
        articles: topics.flatMap((topic): ArticleRow[] => {
          const [running, draft, latest] = [articles.get(topic) ?? null, drafts.get(topic), published.get(topic)]
          const shown = running ?? ArticleDraft.safeParse(draft?.content ?? latest?.content).data
          if (!shown) return []
          return [{
            topic, theme: shown.theme, title: shown.articles.ja.title, titleEn: shown.articles.en.title, checkedOn: shown.checkedOn, reviewBy: shown.reviewBy, reviewer: shown.reviewer,
            stale: running ? staleOf(running, contacts, today()) : [],
            running: runningNumber(latest ? [latest] : [], topic, library),
            open: draft ? openRow(draft, running) : null,
          }]
        }),
      } satisfies ArticleList
    },
    async 'GET /api/articles/:id'({ request, member }) {
      await library.refresh(true)
      const topic = String(request.params['id'])
      const versions = await versionsOf(db, topic)
      const { articles, contacts } = library.now()
      const [running, open] = [articles.get(topic), versions.find(({ state }) => state === 'draft' || state === 'review')]
      const number = runningNumber(versions, topic, library)
      if (!running && versions.length === 0) throw new HttpRefusal(404, 'not_found')
      const others = (await members(db)).filter(({ id, disabled_at, roles }) => id !== member.id && disabled_at === null && may(roles, 'articles.publish'))
      return {
        topic,
        running: running && number !== null ? { number, text: running } : null,
        open: open ? openView(open, articleFaults(ArticleDraft.parse(open.content), contacts)) : null,
        versions: [...versions.map(versionRow), ...(library.files.articles.has(topic) ? [FILE] : [])],
        contacts: [...contacts.values()].map(({ id, names, number: phone }) => ({ id, name: names.ja, number: phone })),
        stale: running ? staleOf(running, contacts, today()) : [],
        alone: others.length === 0,
        since: library.since().toISOString(),
      } satisfies ArticlePage
    },
    async 'GET /api/articles/:id/versions/:number'({ request }) {
      const [topic, number] = [String(request.params['id']), z.coerce.number().int().min(0).catch(-1).parse(request.params['number'])]
      const text = textOf(await versionsOf(db, topic), number, topic, library)
      if (!text) throw new HttpRefusal(404, 'not_found')
      return { text } satisfies VersionText
    },
    'POST /api/articles/check': async ({ request }) => ({ faults: articleFaults(Text.parse(request.body).text, library.now().contacts) }) satisfies Checked,
    async 'POST /api/articles/preview'({ request }) {
      const { text, language } = Text.extend({ language: z.enum(LANGUAGES) }).parse(request.body)
      return { text: articleText(text, language, library.now(), today()) } satisfies Previewed
    },
    async 'POST /api/articles/understand'({ request }) {
      const { text } = z.strictObject({ text: Message }).parse(request.body)
      await library.refresh(true)
      const { detected, topics, decision, danger } = understand(text, library.now())
      const titleOf = (topic: string) => library.now().articles.get(topic)?.articles.ja.title ?? topic
      return { language: detected, danger, decision, topics: topics.map((topic) => ({ topic, title: titleOf(topic) })) } satisfies UnderstoodView
    },
    async 'POST /api/articles/translate'({ request }) {
      const { text, language } = z.strictObject({ text: z.string().trim().min(1).max(10_000), language: z.enum(LANGUAGES) }).parse(request.body)
      const done = await translation.translate({ text: withoutFurigana(text), from: 'ja', to: language, names: [], urgency: 'other' })
      return (done.status === 'done' ? { status: 'done', text: done.text } : { status: done.status }) satisfies ArticleTranslation
    },
    async 'POST /api/articles/import'({ request, member, note }) {
      const { file, name } = ImportBody.parse(request.body)
      await library.refresh(true)
      const imported = await importFile(db, library, file, member.id).catch((error: unknown) => {
        if (error instanceof UnreadableArticle) throw new HttpRefusal(400, 'unreadable_article', `${name}: ${error.message}`.slice(0, 500))
        throw error
      })
      note({ result: imported.result }, `articles:${imported.topic}`)
      return imported satisfies Imported
    },
    async 'GET /api/articles/export'({ response, recorded }) {
      await library.refresh(true)
      const files = [...library.now().articles.values()].map((article) => ({ name: `flows/faq/${article.topic}.yaml`, text: writeArticle(article) }))
      await recorded()
      response.set({ 'content-type': 'application/zip', 'content-disposition': `attachment; filename="articles-${today()}.zip"`, 'cache-control': 'no-store' }).send(zipOf(files))
      return ANSWERED
    },
  }
}

const FILE: VersionRow = { number: 0, state: 'published', runs: 'file', authors: [], reviewer: null, reason: '', at: null }

function openRow(draft: ArticleVersion, running: ArticleDraft | null): NonNullable<ArticleRow['open']> {
  return { state: draft.state === 'review' ? 'review' : 'draft', by: draft.author_names, savedAt: draft.saved_at.toISOString(), languages: languageStates(ArticleDraft.parse(draft.content), running) }
}

function openView(open: ArticleVersion, faults: OpenVersion['faults']): OpenVersion {
  return {
    number: open.number, state: open.state === 'review' ? 'review' : 'draft', text: ArticleDraft.parse(open.content), base: open.base, revision: open.revision, faults,
    authors: open.authors.map((id, i) => ({ id, name: open.author_names[i] ?? id })), savedAt: open.saved_at.toISOString(), reason: open.reason,
  }
}

function versionRow({ number, state, runs, author_names: authors, reviewer_name: reviewer, reason, published_at, saved_at }: ArticleVersion): VersionRow {
  return { number, state, runs, authors, reviewer, reason, at: (published_at ?? saved_at).toISOString() }
}
