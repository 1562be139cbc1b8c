// What a translation provider is. A provider is one file beside this one.
import type { Glossary } from './glossary.ts'

export interface TranslationRequest {
  readonly texts: readonly string[]
  /** A language as the desk names it (BCP 47); null lets the provider detect it. */
  readonly from: string | null
  readonly to: string
  /** The terms to keep to. A provider that was not given these, or cannot, translates without. */
  readonly glossary: Glossary
}

/** `detected`: the language of the text, where the provider was to find it out and did. */
export interface TranslatedText { readonly text: string; readonly detected: string | null }

export interface Translator {
  readonly name: string
  /** What each call may hold at most, in code points. */
  readonly longest: number
  /** Whether it reads the one language and writes the other. @throws TranslationError while it cannot be asked */
  can(from: string, to: string): Promise<boolean>
  /** One translation for each text, in order. @throws TranslationError */
  translate(request: TranslationRequest): Promise<TranslatedText[]>
  /** Gives it the desk's terms, where it takes any, and takes away older ones. @throws TranslationError */
  learn?(glossary: Glossary): Promise<void>
  close(): Promise<void>
}

/** `retryable`: the provider may do it later. The message never holds any of the text. */
export class TranslationError extends Error {
  override readonly name = 'TranslationError'
  readonly retryable: boolean
  constructor(reason: string, retryable: boolean) {
    super(reason)
    this.retryable = retryable
  }
}
