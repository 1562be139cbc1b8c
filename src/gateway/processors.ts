// Fills who handles what workers write into the sentence that tells it, in each language, as the desk is configured.
import type { Processor } from '../privacy/processors.ts'
import type { Words } from './content.ts'

/** The same words; `{{processors}}` stands for these where nobody has named any yet. */
export function naming(words: Words, processors: () => readonly Processor[]): Words {
  return (language, key, values) => {
    if (key !== 'mydata.processors' || values?.['processors'] !== undefined) return words(language, key, values)
    const lines = processors().map(({ by, host, region }) => words(language, `mydata.by.${by}`, { host, region }))
    return words(language, key, { processors: (lines.length > 0 ? lines : [words(language, 'mydata.by.none')]).map((line) => `• ${line}`).join('\n') })
  }
}
