// What a translation provider is. A provider is one file beside this one.

export interface TranslationRequest {
  readonly texts: readonly string[]
  /** One of the desk's nine codes; null lets the provider detect it. */
  readonly from: string | null
  readonly to: string
}

export interface Translator {
  readonly name: string
  /** One translation for each text, in order. @throws TranslationError */
  translate(request: TranslationRequest): Promise<string[]>
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
