// Posts and lines in the reader's language: translated when somebody first wants to read them so, and kept with the original.
import { setTimeout as wait } from 'node:timers/promises'
import type { Language } from '../../knowledge/languages.ts'
import type { Runtime } from '../../runtime.ts'
import { savePostTranslation } from '../../store/board-posts.ts'
import type { PostRow } from '../../store/board-posts.ts'
import { saveLineTranslation } from '../../store/board-threads.ts'
import type { LineRow } from '../../store/board-threads.ts'

/** A page waits so long for translations; what comes later is there the next time. */
const PATIENCE_MS = 4_000

/** `own`: written in the reader's language. `none`: nobody can translate it. `later`: it is being translated. */
export interface Read<Text> { readonly type: 'own' | 'translated' | 'none' | 'later'; readonly text: Text }
export interface Titled { readonly title: string; readonly text: string }

export async function readPosts(runtime: Runtime, posts: readonly PostRow[], language: Language): Promise<ReadonlyMap<string, Read<Titled>>> {
  return patiently(posts.map((post) => ({
    id: post.id, original: { title: post.title, text: post.text }, isOwn: post.language === language, known: post.translations[language] ?? null,
    async make() {
      const [title, text] = await Promise.all([post.title, post.text].map((one) => translated(runtime, one, post.language, language)))
      if (title === undefined || text === undefined || title === null || text === null) return title === undefined || text === undefined ? undefined : null
      await savePostTranslation(runtime.db, { id: post.id, revision: post.revision, language, title, text })
      return { title, text }
    },
  })))
}

export async function readLines(runtime: Runtime, lines: readonly LineRow[], language: Language): Promise<ReadonlyMap<string, Read<string>>> {
  return patiently(lines.map((line) => ({
    id: line.id, original: line.text, isOwn: line.language === language, known: line.translations[language] ?? null,
    async make() {
      const text = await translated(runtime, line.text, line.language, language)
      if (typeof text === 'string') await saveLineTranslation(runtime.db, line.id, language, text)
      return text
    },
  })))
}

/** Null: it cannot be; undefined: not now. */
export async function translated({ translation }: Pick<Runtime, 'translation'>, text: string, from: string, to: Language): Promise<string | null | undefined> {
  const done = await translation.translate({ text, from, to, names: [], urgency: 'other' })
  if (done.status === 'done') return done.text
  if (done.status === 'unneeded') return text
  return done.status === 'failed' && done.retryable ? undefined : null
}

interface Wanted<Text> { readonly id: string; readonly original: Text; readonly isOwn: boolean; readonly known: Text | null; make(): Promise<Text | null | undefined> }

async function patiently<Text>(wanted: readonly Wanted<Text>[]): Promise<ReadonlyMap<string, Read<Text>>> {
  const read = new Map<string, Read<Text>>()
  const making: Promise<void>[] = []
  for (const { id, original, isOwn, known, make } of wanted) {
    read.set(id, isOwn ? { type: 'own', text: original } : known !== null ? { type: 'translated', text: known } : { type: 'later', text: original })
    if (isOwn || known !== null) continue
    making.push(make().then((made) => {
      if (made !== undefined) read.set(id, made === null ? { type: 'none', text: original } : { type: 'translated', text: made })
    }, () => undefined))
  }
  if (making.length > 0) await Promise.race([Promise.all(making), wait(PATIENCE_MS, undefined, { ref: false })])
  return new Map(read)
}
