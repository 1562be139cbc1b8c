// Nothing is trained on the messages it is measured with, and what it reached on them does not get worse.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CORE_SCHEMA, load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { understand } from '../src/gateway/understand.ts'
import { readYaml } from '../src/gateway/yaml.ts'
import { DANGER_KINDS } from '../src/knowledge/danger-phrases.ts'
import { LANGUAGES } from '../src/knowledge/languages.ts'
import { words } from '../src/knowledge/normalise.ts'
import { content } from './content.ts'
import { evaluationFolder } from './surroundings.ts'

interface Labelled { lang: string; kind: string; text: string; label: string; also?: string[] }

const folder = evaluationFolder()
const labelled = folder === null ? [] : readdirSync(folder).filter((name) => name.endsWith('.jsonl'))
  .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').filter((line) => line.trim() !== '').map((line): Labelled => JSON.parse(line)))
const root = resolve(import.meta.dirname, '..')
const Unheard = z.partialRecord(z.enum([...DANGER_KINDS, 'calm']), z.array(z.string()))
const unheardIn = (place: string) => LANGUAGES.flatMap((language) => Object.entries(readYaml(join(root, place, `${language}.yaml`), Unheard))
  .flatMap(([kind, texts]) => (texts ?? []).map((text) => ({ language, kind, text }))))
const unheard = unheardIn('test/unheard')
const veiled = unheardIn('test/unheard/later')
const learned = new Set(['flows/faq', 'flows/danger', 'flows/danger/examples'].flatMap(stringsIn).map(words))
// Up to three words, or ten letters of a script without spaces, anybody may write alike.
const telling = (text: string) => text.split(' ').length > 3 || (!/\p{Script=Latin}/u.test(text) && text.length > 10)

test('no message it is measured with stands in what it learns from', () => {
  const measured = [...labelled, ...unheard, ...veiled].map(({ text }) => words(text))
  expect(measured.filter((text) => telling(text) && learned.has(text))).toEqual([])
})

test('what anybody would say in danger is heard in every language', () => {
  const plain = readYaml(join(root, 'test/plain-danger.yaml'), z.record(z.enum(LANGUAGES), z.array(z.string())))
  expect(LANGUAGES.flatMap((language) => plain[language].filter((text) => content.danger.check(text, language) === null))).toEqual([])
})

describe('messages of our own that nothing was trained on', () => {
  const judged = unheard.map((one) => ({ ...one, made: understand(one.text, content) }))
  const harder = veiled.map((one) => ({ ...one, made: understand(one.text, content) }))
  const share = (of: typeof judged, holds: (one: (typeof judged)[number]) => boolean) => of.filter(holds).length / of.length
  const dangerous = judged.filter(({ kind }) => kind !== 'calm')
  const calm = judged.filter(({ kind }) => kind === 'calm')

  test('danger is heard, and what is calm raises no alarm', () => {
    expect(share(dangerous, ({ made }) => made.danger !== null)).toBeGreaterThan(0.96)
    expect(share(calm, ({ made }) => made.danger !== null)).toBeLessThan(0.015)
    expect(share(judged, ({ language, made }) => made.detected === language)).toBeGreaterThan(0.97)
  })
  test('also where it is veiled, and where calm sounds much like it', () => {
    expect(share(harder.filter(({ kind }) => kind !== 'calm'), ({ made }) => made.danger !== null)).toBeGreaterThan(0.83)
    expect(share(harder.filter(({ kind }) => kind === 'calm'), ({ made }) => made.danger !== null)).toBeLessThan(0.02)
  })
  test.each(LANGUAGES)('in %s too', (language) => {
    expect(share(dangerous.filter((one) => one.language === language), ({ made }) => made.danger !== null)).toBeGreaterThan(0.9)
    expect(share(calm.filter((one) => one.language === language), ({ made }) => made.danger !== null)).toBeLessThan(0.07)
  })
})

describe.skipIf(folder === null)('labelled messages that nothing was trained on', () => {
  test('what was reached holds', () => {
    const judged = labelled.map((line) => ({ line, made: understand(line.text, content) }))
    const share = (kinds: string[], holds: (one: (typeof judged)[number]) => boolean) => {
      const of = judged.filter(({ line }) => kinds.includes(line.kind))
      return of.filter(holds).length / of.length
    }
    const right = (first: number) => ({ line, made }: (typeof judged)[number]) => made.topics.slice(0, first).some((topic) => topic === line.label || line.also?.includes(topic))
    expect(share(['faq', 'crisis', 'not_crisis', 'out'], ({ line, made }) => made.detected === line.lang)).toBeGreaterThan(0.97)
    expect(share(['faq'], right(1))).toBeGreaterThan(0.85)
    expect(share(['faq'], right(3))).toBeGreaterThan(0.93)
    expect(share(['out'], ({ made }) => made.decision !== 'answer')).toBeGreaterThan(0.93)
    expect(share(['crisis'], ({ made }) => made.danger !== null)).toBeGreaterThan(0.98)
    expect(share(['faq', 'not_crisis', 'out'], ({ made }) => made.danger !== null)).toBeLessThan(0.02)
    for (const language of LANGUAGES) {
      const alarmed = (isCrisis: boolean) => judged.filter(({ line }) => line.lang === language && (line.kind === 'crisis') === isCrisis).map(({ made }) => made.danger !== null)
      expect(alarmed(true).filter(Boolean).length / alarmed(true).length, language).toBeGreaterThan(0.93)
      expect(alarmed(false).filter(Boolean).length / alarmed(false).length, language).toBeLessThan(0.04)
    }
  })
})

function stringsIn(place: string): string[] {
  return readdirSync(join(root, place)).filter((name) => name.endsWith('.yaml')).flatMap((name) => leaves(load(readFileSync(join(root, place, name), 'utf8'), { schema: CORE_SCHEMA })))
}

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : []
}
