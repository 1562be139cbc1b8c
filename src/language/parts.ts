// Long texts in parts that a provider takes, parted where a sentence or a line ends.
import type { Glossary } from './glossary.ts'
import type { TranslatedText, Translator } from './translator.ts'

const lengthOf = (text: string) => Array.from(text).length

/** One translation for each text, in order, in as few calls as the provider's limit allows. */
export async function inParts(provider: Translator, texts: readonly string[], from: string | null, to: string, glossary: Glossary): Promise<TranslatedText[]> {
  const parts = texts.flatMap((text, of) => partsOf(text, provider.longest).map((part) => ({ part, of })))
  const answers: TranslatedText[] = []
  for (const group of grouped(parts.map(({ part }) => part.trim()), provider.longest)) answers.push(...await provider.translate({ texts: group, from, to, glossary }))
  return texts.map((_, of) => {
    const mine = parts.flatMap(({ part, of: whose }, i) => (whose === of ? [{ part, answer: answers[i] }] : []))
    const text = mine.map(({ part, answer }, i) => (i === 0 ? part.slice(0, part.length - part.trimStart().length) : '') + (answer?.text ?? '') + part.slice(part.trimEnd().length)).join('')
    return { text, detected: mine[0]?.answer?.detected ?? null }
  })
}

/** Joined they are the text again. */
export function partsOf(text: string, longest: number): string[] {
  if (lengthOf(text) <= longest) return [text]
  const parts: string[] = []
  for (const sentence of text.match(/[^.!?。！？၊။\n]*[.!?。！？၊။\n]*\s*/gu)?.filter((one) => one !== '') ?? [text]) {
    const last = parts.at(-1)
    if (last !== undefined && lengthOf(last) + lengthOf(sentence) <= longest) parts[parts.length - 1] = last + sentence
    else parts.push(...cut(sentence, longest))
  }
  return parts
}

function cut(text: string, longest: number): string[] {
  const points = Array.from(text)
  return Array.from({ length: Math.ceil(points.length / longest) }, (_, i) => points.slice(i * longest, (i + 1) * longest).join(''))
}

function grouped(texts: readonly string[], longest: number): string[][] {
  const groups: string[][] = []
  let size = Infinity
  for (const text of texts) {
    const length = lengthOf(text)
    if (size + length > longest || (groups.at(-1)?.length ?? 0) >= 100) {
      groups.push([])
      size = 0
    }
    groups.at(-1)?.push(text)
    size += length
  }
  return groups
}
