// What a text is before anybody else reads it: its language, what speaks against it, whether it tells of danger, and which article may help.
import { articleText, contactLinesNow } from '../../gateway/article.ts'
import { dayInJapan } from '../../hours/timetable.ts'
import type { Sign } from '../../board/kinds.ts'
import type { DangerKind } from '../../knowledge/danger-phrases.ts'
import type { Language } from '../../knowledge/languages.ts'
import type { Runtime } from '../../runtime.ts'
import type { Threads } from '../inquiry/threads.ts'

export interface Judged { readonly language: Language; readonly signs: readonly Sign[]; readonly danger: DangerKind | null }

/** `prior`: the language of the page it was written on. */
export function judge({ content }: Runtime, text: string, prior: Language): Judged {
  const language = content.language.detect(text, prior).language ?? prior
  return { language, signs: content.board.signsOf(text), danger: content.danger.check(text, language)?.kind ?? null }
}

/** At once, in the reader's language: what to do, and who answers now. */
export function emergencyText({ content, now }: Runtime, danger: DangerKind, language: Language): string {
  const { text, contacts } = content.emergencies[danger]
  return `${content.words(language, text)}\n\n${contactLinesNow(contacts, language, content, now())}`
}

/** The words go the road of every message, where the same alarm is raised; the member reads the answer under their own code. */
export async function tellDesk({ content }: Runtime, threads: Threads, { code, form, language, text }: { readonly code: string; readonly form: string; readonly language: Language; readonly text: string }): Promise<void> {
  const said = `${content.words(language, 'board.origin')}\n${text}`
  if (await threads.exists(code)) await threads.add(code, form, language, { text: said })
  else await threads.begin(code, form, language, said, null, null)
}

/** The article that somebody who asks for this may need; null where none is near enough. */
export function helpFor({ content, now }: Runtime, text: string, language: Language): string | null {
  const { decision, topics: [first] } = content.matcher.match(text)
  const article = decision === 'handover' || !first ? undefined : content.articles.get(first.topic)
  return article ? articleText(article, language, content, dayInJapan(now())) : null
}
