// The words of a line that the counsellor reads: its Japanese where there is one.
import type { MessageView } from '../../../server/api/inbox.ts'
import { withoutFurigana } from '../furigana.ts'

/** `text` is empty where the line has no words; `language` as an HTML `lang`. */
export interface Gist { readonly text: string; readonly language: string | undefined }

export function gistOf({ translation, language, text, withdrawn }: MessageView): Gist {
  if (withdrawn) return { text: '', language: undefined }
  if (translation.status === 'done' && language !== 'ja') return { text: withoutFurigana(translation.text), language: translation.language }
  return { text: text ?? '', language: language ?? undefined }
}
