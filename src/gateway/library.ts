// What the desk says now: the files, and over them what was published, read again as soon as a process publishes.
import type { Log } from '../operate/log.ts'
import { countPublished, publishedVersions } from '../store/articles.ts'
import type { ArticleVersion } from '../store/articles.ts'
import type { Database } from '../store/database.ts'
import { stampOfRunning } from '../store/questionnaires-running.ts'
import { Article } from './article-file.ts'
import type { Content } from './content.ts'
import { overlaid } from './overlay.ts'
import { publishQuestionnaireFiles, readQuestionnaires } from './questionnaire-files.ts'

/** Should a notice be lost, what was published is found after so long. */
const FRESH_MS = 5_000

export interface Library {
  now(): Content
  /** As the files say, with nothing laid over them. */
  readonly files: Content
  /** Since when this process says what it says now. */
  since(): Date
  /** Reads again where something may have been published; `sure` also where nothing was heard of. */
  refresh(sure?: boolean): Promise<void>
  close(): Promise<void>
}

/** A database that is away keeps nobody waiting: what was known is said on. */
export async function openLibrary(files: Content, db: Database, now: () => Date, log: Log): Promise<Library> {
  let content = files
  let [known, stamp, since, readAt, stale] = [0, '', now(), -Infinity, true]
  /** By topic and number: the same object for the same version, so that what did not change is not learned again. */
  const readable = new Map<string, Article | null>()
  let reading: Promise<void> = Promise.resolve()
  const read = async () => {
    const time = now().getTime()
    // A clock that was set back makes it old at once.
    if (!stale && time >= readAt && time - readAt < FRESH_MS) return
    readAt = time
    stale = false
    const running = await stampOfRunning(db)
    if (running !== stamp) {
      content = { ...content, questionnaires: await readQuestionnaires(db, log) }
      stamp = running
    }
    const count = await countPublished(db)
    if (count === known) return
    const published = new Map<string, Article | null>()
    for (const version of await publishedVersions(db)) {
      const article = version.runs === 'text' ? articleOf(version, readable, log) : null
      if (article || version.runs === 'nothing') published.set(version.topic, article)
    }
    content = { ...overlaid(files, published, content), questionnaires: content.questionnaires }
    known = count
    since = now()
    log.info({ published: count, topics: published.size }, 'articles changed')
  }
  const refresh = (sure = false) => {
    if (sure) stale = true
    // One after another: two that read at once would build the same twice.
    reading = reading.then(read).catch((error: unknown) => {
      stale = true
      log.warn({ reason: error instanceof Error ? error.name : 'unknown' }, 'articles not read again')
    })
    return reading
  }
  const close = await db.listen(() => void refresh(true), 'knowledge')
  await publishQuestionnaireFiles(db, files.questionnaires)
  await refresh(true)
  return { now: () => content, files, since: () => since, refresh, close }
}

/** A version this release can no longer read leaves the file in its place, and says so. */
function articleOf({ topic, number, content }: ArticleVersion, known: Map<string, Article | null>, log: Log): Article | null {
  const key = `${topic} ${number}`
  const before = known.get(key)
  if (before !== undefined) return before
  const { data } = Article.safeParse(content)
  if (!data) log.error({ topic, number }, 'a published article is not of the form this release reads')
  known.set(key, data ?? null)
  return data ?? null
}
