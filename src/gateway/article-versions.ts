// An article's versions as one story: what runs, what is being written, and what a file from outside would change.
import type { Contact } from '../knowledge/contacts.ts'
import { LANGUAGES } from '../knowledge/languages.ts'
import type { Language } from '../knowledge/languages.ts'
import { beginDraft, openVersionOf, versionsOf } from '../store/articles.ts'
import type { ArticleVersion } from '../store/articles.ts'
import type { Database } from '../store/database.ts'
import { articleFaults, faultLine } from './article-faults.ts'
import { ArticleDraft, readArticle, writeArticle } from './article-file.ts'
import type { Article } from './article-file.ts'
import type { Content } from './content.ts'
import type { Library } from './library.ts'
import { lintContent } from './lint-content.ts'
import { overlaid } from './overlay.ts'

/** Ends an article that nobody has held against its sources. */
export const UNREVIEWED = 'none yet'

/** The number of the version that runs: 0 is the file, null nothing. `versions` newest first. */
export function runningNumber(versions: readonly ArticleVersion[], topic: string, { files }: Library): number | null {
  const latest = versions.find(({ state }) => state === 'published')
  const file = files.articles.has(topic) ? 0 : null
  if (!latest) return file
  return latest.runs === 'text' ? latest.number : latest.runs === 'file' ? file : null
}

/** What a version says; null where there is no such version, or it can no longer be read. */
export function textOf(versions: readonly ArticleVersion[], number: number, topic: string, { files }: Library): ArticleDraft | null {
  if (number === 0) return files.articles.get(topic) ?? null
  const version = versions.find((one) => one.number === number)
  return ArticleDraft.safeParse(version?.content).data ?? null
}

export function emptyArticle(topic: string, theme: Article['theme'], today: string): ArticleDraft {
  const each = <T>(value: () => T): Record<Language, T> => {
    const [ja, en, zh, vi, tl, id, my, pt, es] = LANGUAGES
    return { [ja]: value(), [en]: value(), [zh]: value(), [vi]: value(), [tl]: value(), [id]: value(), [my]: value(), [pt]: value(), [es]: value() }
  }
  return {
    note: '', topic, theme, sources: [{ law: '', office: '', url: '' }], checkedOn: today, reviewBy: inHalfAYear(today), reviewer: UNREVIEWED, contacts: [],
    articles: each(() => ({ title: '', text: '' })), ask: each((): string[] => []),
  }
}

function inHalfAYear(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month + 5, Math.min(date, 28))).toISOString().slice(0, 10)
}

/** Makes a draft of what runs, or the open version as it is. Null where there is nothing to begin from. */
export async function draftOf(db: Database, library: Library, topic: string, author: string, from?: number): Promise<ArticleVersion | null> {
  const open = await openVersionOf(db, topic)
  if (open) return open
  const versions = await versionsOf(db, topic)
  const running = runningNumber(versions, topic, library)
  const text = textOf(versions, from ?? running ?? versions.find(({ state }) => state !== 'withdrawn')?.number ?? 0, topic, library)
  if (!text) return null
  await beginDraft(db, { topic, content: { ...text, reviewer: UNREVIEWED }, base: running ?? 0, authors: [author], reason: '' })
  return openVersionOf(db, topic)
}

/** A file of flows/faq becomes a draft. @throws UnreadableArticle */
export async function importFile(db: Database, library: Library, file: string, author: string): Promise<{ topic: string; result: 'draft' | 'same' | 'open' }> {
  const article = readArticle(file)
  const { topic } = article
  const running = library.now().articles.get(topic)
  if (running && writeArticle(running) === writeArticle(article)) return { topic, result: 'same' }
  const base = runningNumber(await versionsOf(db, topic), topic, library) ?? 0
  return { topic, result: await beginDraft(db, { topic, content: article, base, authors: [author], reason: '' }) ? 'draft' : 'open' }
}

/** What would be wrong with everything people read if this ran: the same gate as `npm run check`. Empty when it may be published. */
export function faultsOfPublishing(article: Article, content: Content, contacts: ReadonlyMap<string, Contact>): string[] {
  const own = articleFaults(article, contacts).map((fault) => faultLine(article.topic, fault))
  if (own.length > 0) return own
  // Only what is worse than now is this article's; its way of being found is not looked at here.
  const now = new Set(lintContent(content))
  const then = overlaid(content, new Map([[article.topic, { ...article, ask: content.articles.get(article.topic)?.ask ?? article.ask }]]), content)
  return lintContent(then).filter((line) => !now.has(line))
}
