// Writing articles: begin, save, ask for review, decide as the second person, and bring back what ran before.
import { z } from 'zod'
import { articleFaults } from '../gateway/article-faults.ts'
import { Article, ArticleDraft, THEMES } from '../gateway/article-file.ts'
import { draftOf, emptyArticle, faultsOfPublishing, runningNumber, textOf, UNREVIEWED } from '../gateway/article-versions.ts'
import { dayInJapan } from '../hours/timetable.ts'
import { may } from '../permissions.ts'
import type { Role } from '../permissions.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { beginDraft, moveVersion, openVersionOf, publishAgain, publishVersion, saveDraft, versionsOf } from '../store/articles.ts'
import type { ArticleVersion } from '../store/articles.ts'
import { memberOf, members } from '../store/team.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked, Handlers } from './guard.ts'
import type { Saved } from './api/knowledge.ts'

const Reason = z.string().trim().max(500).default('')
const Revision = z.int().min(0)
const NewBody = z.strictObject({ topic: Article.shape.topic.max(60), theme: z.enum(THEMES) })
const SaveBody = z.strictObject({ revision: Revision, text: ArticleDraft })
const ReviewBody = z.strictObject({ revision: Revision, ask: z.boolean(), reason: Reason })
const DecisionBody = z.strictObject({ revision: Revision, decision: z.enum(['publish', 'return']), checked: z.boolean().default(false), reason: Reason })
const RestoreBody = z.strictObject({ number: z.int().min(0), reason: z.string().trim().min(1).max(500) })

/** As whom a reviewer is named in an article: the role that let them review it. */
const REVIEWING: readonly Role[] = ['editor', 'supervisor']

type Path = 'POST /api/articles' | Extract<RouteName, `${string} /api/articles/:id/${'draft' | 'review' | 'decision' | 'restore' | 'withdraw'}`>

export function draftHandlers(runtime: Runtime): Handlers<Path> {
  const { db, library, now } = runtime
  const today = () => dayInJapan(now())
  const topicOf = ({ request }: Asked) => String(request.params['id'])
  const opened = async (asked: Asked): Promise<ArticleVersion> => {
    const open = await openVersionOf(db, topicOf(asked))
    if (!open) throw new HttpRefusal(409, 'no_draft')
    return open
  }
  const known = async (asked: Asked) => {
    const topic = topicOf(asked)
    const versions = await versionsOf(db, topic)
    if (versions.length === 0 && !library.files.articles.has(topic)) throw new HttpRefusal(409, 'no_article')
    return { topic, versions }
  }
  return {
    async 'POST /api/articles'(asked) {
      const { topic, theme } = NewBody.parse(asked.request.body)
      if (library.files.articles.has(topic) || (await versionsOf(db, topic)).some(({ state }) => state !== 'withdrawn')) throw new HttpRefusal(409, 'topic_taken')
      await beginDraft(db, { topic, content: emptyArticle(topic, theme, today()), base: 0, authors: [asked.member.id], reason: '' })
      asked.note({}, `articles:${topic}`)
      asked.response.status(201)
      return { topic }
    },
    async 'POST /api/articles/:id/draft'(asked) {
      const { from } = z.strictObject({ from: z.int().min(0).optional() }).parse(asked.request.body)
      const draft = await draftOf(db, library, topicOf(asked), asked.member.id, from)
      if (!draft) throw new HttpRefusal(409, 'no_article')
      asked.note({ version: draft.number })
      asked.response.status(201)
      return { number: draft.number }
    },
    async 'PATCH /api/articles/:id/draft'(asked) {
      const { revision, text } = SaveBody.parse(asked.request.body)
      const open = await opened(asked)
      if (text.topic !== open.topic) throw new HttpRefusal(400, 'invalid', 'topic')
      if (open.state === 'review') throw new HttpRefusal(409, 'in_review')
      const saved = await saveDraft(db, open.topic, revision, { ...text, reviewer: UNREVIEWED }, asked.member.id)
      if (saved === null) throw new HttpRefusal(409, 'changed')
      asked.note({ version: open.number, revision: saved })
      return { revision: saved, faults: articleFaults(text, library.now().contacts) } satisfies Saved
    },
    async 'DELETE /api/articles/:id/draft'(asked) {
      const open = await opened(asked)
      if (!(await moveVersion(db, open.topic, open.revision, open.state === 'review' ? 'review' : 'draft', 'withdrawn', open.reason))) throw new HttpRefusal(409, 'changed')
      asked.note({ version: open.number })
      return { number: open.number }
    },
    async 'POST /api/articles/:id/review'(asked) {
      const { revision, ask, reason } = ReviewBody.parse(asked.request.body)
      const open = await opened(asked)
      const faults = ask ? articleFaults(ArticleDraft.parse(open.content), library.now().contacts) : []
      if (faults.length > 0) throw new HttpRefusal(409, 'faulty', String(faults.length))
      if (!(await moveVersion(db, open.topic, revision, ask ? 'draft' : 'review', ask ? 'review' : 'draft', reason))) throw new HttpRefusal(409, 'changed')
      asked.note({ version: open.number, asks: ask })
    },
    async 'POST /api/articles/:id/decision'(asked) {
      const { revision, decision, checked, reason } = DecisionBody.parse(asked.request.body)
      const open = await opened(asked)
      asked.note({ version: open.number, decision })
      if (open.state !== 'review') throw new HttpRefusal(409, 'not_in_review')
      if (decision === 'return') {
        if (reason === '') throw new HttpRefusal(400, 'reason')
        if (!(await moveVersion(db, open.topic, revision, 'review', 'draft', reason))) throw new HttpRefusal(409, 'changed')
        return
      }
      const own = open.authors.includes(asked.member.id)
      const alone = own && !(await hasSecondPerson(runtime, asked.member.id))
      if (own && !alone) throw new HttpRefusal(409, 'own_article')
      const written = ArticleDraft.parse(open.content)
      const article = Article.safeParse({ ...written, reviewer: alone ? UNREVIEWED : await reviewerName(runtime, asked.member.id, today()), ...(checked && { checkedOn: today() }) })
      if (!article.success || faultsOfPublishing(article.data, library.now(), library.now().contacts).length > 0) throw new HttpRefusal(409, 'faulty')
      if (article.data.reviewBy <= today()) throw new HttpRefusal(409, 'review_past')
      if (!(await publishVersion(db, { topic: open.topic, revision, content: article.data, reviewer: asked.member.id, reason, alone }))) throw new HttpRefusal(409, 'changed')
      asked.note({ alone, checked })
      await library.refresh(true)
    },
    async 'POST /api/articles/:id/restore'(asked) {
      const { number, reason } = RestoreBody.parse(asked.request.body)
      const { topic, versions } = await known(asked)
      const version = versions.find((one) => one.number === number)
      const [text, running] = [textOf(versions, number, topic, library), runningNumber(versions, topic, library)]
      if (!text || (number > 0 && (version?.state !== 'published' || version.runs !== 'text'))) throw new HttpRefusal(409, 'no_version')
      if (running === number) throw new HttpRefusal(409, 'runs_already')
      if (number > 0 && faultsOfPublishing(Article.parse(text), library.now(), library.now().contacts).length > 0) throw new HttpRefusal(409, 'faulty')
      await publishAgain(db, { topic, content: text, base: number, runs: number === 0 ? 'file' : 'text', by: asked.member.id, reason })
      asked.note({ version: number })
      await library.refresh(true)
    },
    async 'POST /api/articles/:id/withdraw'(asked) {
      const { reason } = z.strictObject({ reason: z.string().trim().min(1).max(500) }).parse(asked.request.body)
      const { topic, versions } = await known(asked)
      const running = runningNumber(versions, topic, library)
      const text = running === null ? null : textOf(versions, running, topic, library)
      if (running === null || !text) throw new HttpRefusal(409, 'no_article')
      await publishAgain(db, { topic, content: text, base: running, runs: 'nothing', by: asked.member.id, reason })
      await library.refresh(true)
    },
  }
}

async function hasSecondPerson({ db }: Runtime, asking: string): Promise<boolean> {
  return (await members(db)).some(({ id, roles, disabled_at }) => id !== asking && disabled_at === null && may(roles, 'articles.publish'))
}

/** `佐藤 (editor), 2026-11-21`; who goes by no name towards workers is named by the role alone. */
async function reviewerName({ db }: Runtime, id: string, today: string): Promise<string> {
  const member = await memberOf(db, id)
  const role = REVIEWING.find((one) => member?.roles.includes(one)) ?? 'editor'
  return member?.public_name ? `${member.public_name} (${role}), ${today}` : `${role}, ${today}`
}
