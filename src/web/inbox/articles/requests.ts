// Every request of the pages about articles and gap entries.
import type {
  ArticleChoices, ArticleList, ArticlePage, ArticleText, ArticleTranslation, Checked, GapList, Imported, Previewed, Saved, UnderstoodView, VersionText,
} from '../../../server/api/knowledge.ts'
import { get, patch, post, remove } from '../api.ts'

const of = (...parts: readonly (string | number)[]) => ['/api', ...parts.map((part) => encodeURIComponent(part))].join('/')

export const getArticles = () => get<ArticleList>('/api/articles')
export const getArticle = (topic: string) => get<ArticlePage>(of('articles', topic))
export const getVersion = (topic: string, number: number) => get<VersionText>(of('articles', topic, 'versions', number))

export interface NewArticle { readonly topic: string; readonly theme: string }
export const beginArticle = (article: NewArticle) => post<unknown>('/api/articles', article)
export const beginDraft = (topic: string, from?: number) => post<unknown>(of('articles', topic, 'draft'), from === undefined ? {} : { from })
export const saveDraft = (topic: string, revision: number, text: ArticleText) => patch<Saved>(of('articles', topic, 'draft'), { revision, text })
export const discardDraft = (topic: string) => remove(of('articles', topic, 'draft'))
export const askReview = (topic: string, revision: number, ask: boolean, reason: string) => post<unknown>(of('articles', topic, 'review'), { revision, ask, reason })

export interface Decision { readonly revision: number; readonly decision: 'publish' | 'return'; readonly checked: boolean; readonly reason: string }
export const decideArticle = (topic: string, decision: Decision) => post<unknown>(of('articles', topic, 'decision'), decision)
export const restoreVersion = (topic: string, number: number, reason: string) => post<unknown>(of('articles', topic, 'restore'), { number, reason })
export const withdrawArticle = (topic: string, reason: string) => post<unknown>(of('articles', topic, 'withdraw'), { reason })

export const checkArticle = (text: ArticleText, signal: AbortSignal) => post<Checked>('/api/articles/check', { text }, signal)
export const previewArticle = (text: ArticleText, language: string, signal: AbortSignal) => post<Previewed>('/api/articles/preview', { text, language }, signal)
export const understand = (text: string) => post<UnderstoodView>('/api/articles/understand', { text })
export const translateText = (text: string, language: string) => post<ArticleTranslation>('/api/articles/translate', { text, language })
export const importFile = (name: string, file: string) => post<Imported>('/api/articles/import', { name, file })
export const EXPORT = '/api/articles/export'

export const getGaps = (show: 'open' | 'decided') => get<GapList>(`/api/gaps?show=${show}`)
export type GapDecision =
  | { readonly ids: readonly string[]; readonly decision: 'dismissed' | 'open' }
  | { readonly ids: readonly string[]; readonly decision: 'phrase' | 'article'; readonly topic: string; readonly language: string; readonly phrases: readonly string[] }
export const decideGaps = (decision: GapDecision) => post<unknown>('/api/gaps', decision)

export const getChoices = (conversation: string, query: string, signal: AbortSignal) =>
  get<ArticleChoices>(`${of('conversations', conversation, 'articles')}?q=${encodeURIComponent(query)}`, signal)
