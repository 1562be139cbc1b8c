// The shapes of articles, phrases and gap entries that the desk's pages and the server exchange. Times are ISO 8601 in UTC, days `2026-11-21` in Japan.

/** An article, whole, as src/gateway/article-file.ts shapes it; a draft may have any of it empty. */
export interface ArticleText {
  readonly note: string
  readonly topic: string
  readonly theme: 'labour' | 'residence' | 'medical' | 'living' | 'education' | 'tax' | 'service'
  readonly sources: readonly { readonly law?: string | undefined; readonly office?: string | undefined; readonly url?: string | undefined; readonly read?: string | undefined }[]
  readonly checkedOn: string
  readonly reviewBy: string
  readonly reviewer: string
  readonly contacts: readonly string[]
  readonly articles: Readonly<Record<string, { readonly title: string; readonly text: string }>>
  readonly ask: Readonly<Record<string, readonly string[]>>
}

/** Why somebody should look at an article again. */
export type Stale = 'review_past' | 'contact_changed' | 'contact_gone'

/** GET /api/articles */
export interface ArticleList { readonly articles: readonly ArticleRow[]; readonly since: string }
export interface ArticleRow {
  readonly topic: string
  readonly theme: string
  /** In Japanese with furigana, and in English. */
  readonly title: string
  readonly titleEn: string
  readonly checkedOn: string
  readonly reviewBy: string
  readonly reviewer: string
  readonly stale: readonly Stale[]
  /** What runs now: 0 is the file; null: nothing, it is new or was taken back. */
  readonly running: number | null
  /** What is being written. */
  readonly open: { readonly state: 'draft' | 'review'; readonly by: readonly string[]; readonly savedAt: string; readonly languages: Readonly<Record<string, LanguageState>> } | null
}

/** Of a language in what is being written: nothing there, still as it was although the Japanese has changed, changed, or as it runs. */
export type LanguageState = 'missing' | 'behind' | 'changed' | 'same'

/** GET /api/articles/:id. `running` is null where nothing runs; `contacts` are all that may be named. */
export interface ArticlePage {
  readonly topic: string
  readonly running: { readonly number: number; readonly text: ArticleText } | null
  readonly open: OpenVersion | null
  readonly versions: readonly VersionRow[]
  readonly contacts: readonly { readonly id: string; readonly name: string; readonly number: string }[]
  readonly stale: readonly Stale[]
  /** Nobody else could review: one may publish alone, and the article says that nobody has reviewed it. */
  readonly alone: boolean
  readonly since: string
}
export interface OpenVersion {
  readonly number: number
  readonly state: 'draft' | 'review'
  readonly text: ArticleText
  readonly base: number
  readonly revision: number
  readonly authors: readonly { readonly id: string; readonly name: string }[]
  readonly savedAt: string
  readonly reason: string
  readonly faults: readonly FaultView[]
}
/** Number 0 is the file. */
export interface VersionRow {
  readonly number: number
  readonly state: 'draft' | 'review' | 'published' | 'withdrawn'
  readonly runs: 'text' | 'file' | 'nothing'
  readonly authors: readonly string[]
  readonly reviewer: string | null
  readonly reason: string
  readonly at: string | null
}

/** `field` is a path such as `articles.vi.title`; `rule` a key of locales/desk under `fault`. */
export interface FaultView { readonly field: string; readonly rule: string; readonly found: string; readonly wanted: string }

/** GET /api/articles/:id/versions/:number */
export interface VersionText { readonly text: ArticleText }

/** POST /api/articles {topic, theme}: begins a new one. POST /api/articles/:id/draft {from?: number}: begins to change one. */
/** PATCH /api/articles/:id/draft {revision, text}; refused with 409 `changed` where somebody saved in between. */
export interface Saved { readonly revision: number; readonly faults: readonly FaultView[] }
/** DELETE /api/articles/:id/draft {revision}: puts it away. POST /api/articles/:id/review {revision, ask, reason}: asks for review, or takes that back. */
/** POST /api/articles/:id/decision {revision, decision: publish | return, checked, reason} by somebody else than who wrote it. */
/** POST /api/articles/:id/restore {number, reason}, at once: what was reviewed runs again. POST /api/articles/:id/withdraw {reason}: nothing runs. */

/** POST /api/articles/check {text}: what would keep it from being shown. */
export interface Checked { readonly faults: readonly FaultView[] }

/** POST /api/articles/preview {text, language}: what the worker reads. */
export interface Previewed { readonly text: string }

/** POST /api/articles/understand {text}: how a message is understood now. */
export interface UnderstoodView {
  readonly language: string | null
  readonly danger: string | null
  readonly decision: 'answer' | 'offer' | 'handover'
  readonly topics: readonly { readonly topic: string; readonly title: string }[]
}

/** POST /api/articles/translate {text, language}: from Japanese; to be looked over. */
export type ArticleTranslation = { readonly status: 'done'; readonly text: string } | { readonly status: 'none' | 'failed' | 'unneeded' }

/** POST /api/articles/import {name, file}: the file becomes a draft where it differs from what runs. */
export interface Imported { readonly topic: string; readonly result: 'draft' | 'same' | 'open' }
/** GET /api/articles/export: all that runs, as the files of flows/faq, in a zip. */

/** GET /api/gaps?show=open|decided: clusters of what was not understood, largest first. */
export interface GapList { readonly clusters: readonly GapCluster[]; readonly days: number }
export interface GapCluster {
  readonly gaps: readonly GapView[]
  readonly language: string | null
  /** Guessed, best first. */
  readonly topics: readonly { readonly topic: string; readonly title: string }[]
}
export interface GapView {
  readonly id: string
  readonly text: string
  readonly day: string
  readonly state: 'open' | 'phrase' | 'article' | 'dismissed'
  readonly topic: string | null
  readonly by: string | null
}
/** POST /api/gaps {ids, decision: phrase | article | dismissed | open, topic?, phrase?, language?}; `open` undoes. */

/** GET /api/conversations/:id/articles?q=: what fits the worker's last words, or the search, best first. */
/** Topics that begin with `reply.` are replies ready in nine languages; `replies` are all of them. */
export interface ArticleChoices { readonly choices: readonly ArticleChoice[]; readonly replies: readonly ArticleChoice[] }
export interface ArticleChoice {
  readonly topic: string
  readonly title: string
  /** As the worker reads it, and in Japanese. */
  readonly text: string
  readonly japanese: string
}
