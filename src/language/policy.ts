// When a text is translated, and what it means when it is not.
import { TranslationError } from './translator.ts'
import type { Translator } from './translator.ts'

export type Translated =
  | { readonly status: 'done'; readonly text: string }
  /** `none`: no provider is configured. `unneeded`: both languages are the same, or there are no words in it. */
  | { readonly status: 'none' | 'unneeded' }
  | { readonly status: 'failed'; readonly retryable: boolean }

export async function translateOne(translator: Translator | null, text: string, from: string | null, to: string): Promise<Translated> {
  if (from === to || !/\p{L}/u.test(text)) return { status: 'unneeded' }
  if (!translator) return { status: 'none' }
  try {
    const [translated = ''] = await translator.translate({ texts: [text], from, to })
    return translated === '' ? { status: 'failed', retryable: true } : { status: 'done', text: translated }
  } catch (error) {
    return { status: 'failed', retryable: error instanceof TranslationError ? error.retryable : true }
  }
}
