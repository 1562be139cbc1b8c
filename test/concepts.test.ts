// Naming the same thing the same way in nine languages, keeping lists of numbers, and remembering what files alone decide.
import { mkdtempSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { openMemory } from '../src/gateway/remember.ts'
import { readYaml } from '../src/gateway/yaml.ts'
import { conceptFeatures, conceptForms, createConceptReader, packConceptForms, unpackConceptForms } from '../src/knowledge/concepts.ts'
import { LANGUAGES } from '../src/knowledge/languages.ts'
import { entriesUnder, lexicon, packLexicon, startsWith, textOf, unpackLexicon } from '../src/knowledge/lexicon.ts'
import { pack, unpack } from '../src/knowledge/packed.ts'
import { rowOf, rowsFor, spansOf } from '../src/knowledge/rows.ts'
import { z } from 'zod'

const folders: string[] = []
afterEach(() => { for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true }) })

describe('a text names', () => {
  const forms = conceptForms([{ die: ['muon chet', 'morir*', '死に'], hit: ['pukul*', '殴'], now: ['ngay bay gio'] }])
  const { read } = createConceptReader(unpackConceptForms(packConceptForms(forms)))
  test.each([
    ['Tôi MUỐN CHẾT', ['die']], ['muon chet ngay bây giờ', ['die', 'now']], ['muonchet', []], ['me quiero morirme', ['die']], ['dia pukulin saya', ['hit']],
    ['もう死にたい', ['die']], ['殴られて死にそう', ['die', 'hit']], ['殴 られ た', ['hit']], ['nothing of it', []], ['', []],
  ])('%s: %j', (text, concepts) => { expect(read(text)).toEqual(concepts) })
  test('each concept and each pair is a feature', () => { expect(conceptFeatures(['a', 'b', 'c'])).toHaveLength(6) })
})

test('every language names the same concepts, each in at least four ways', () => {
  const files = LANGUAGES.map((language) => [language, readYaml(join(import.meta.dirname, `../flows/concepts/${language}.yaml`), z.record(z.string(), z.array(z.string().min(1)).min(4)))] as const)
  const [, first] = files[0] ?? []
  for (const [language, concepts] of files) expect([language, Object.keys(concepts)]).toEqual([language, Object.keys(first ?? {})])
})

test('lists of numbers of any size, and texts, come back as they were kept, wherever their bytes begin', () => {
  fc.assert(fc.property(fc.uint8Array(), fc.uint32Array(), fc.string({ unit: 'binary' }), fc.float64Array(), fc.uint16Array(), fc.nat(9), (bytes, words, text, fractions, halves, shift) => {
    const packed = pack([bytes, words, text, fractions, halves])
    const moved = new Uint8Array(packed.length + shift)
    moved.set(packed, shift)
    const kept = unpack(moved.subarray(shift))
    expect([[...kept.uint8()], [...kept.uint32()], kept.text(), [...kept.float64()], [...kept.uint16()]]).toEqual([[...bytes], [...words], text, [...fractions], [...halves]])
  }))
})

test('a feature finds its row, and those that have none find no row', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.nat(199)), (features) => {
    const rows = rowsFor(200, (feature) => features.includes(feature))
    const sorted = features.toSorted((a, b) => a - b)
    const firsts = Uint32Array.from({ length: sorted.length + 1 }, (_, row) => 3 * row)
    for (let feature = 0; feature < 200; feature++) {
      const row = sorted.indexOf(feature)
      expect(rowOf(rows, feature)).toBe(row < 0 ? sorted.length : row)
      expect([...spansOf(rows, firsts, Uint32Array.of(feature))]).toEqual(row < 0 ? [0, 0] : [3 * row, 3 * row + 3])
    }
  }))
})

test('what is put under a number is found under it alone, in its order', () => {
  fc.assert(fc.property(fc.array(fc.record({ key: fc.oneof(fc.integer(), fc.integer({ min: -2, max: 2 })), text: fc.string(), tag: fc.nat(65_535) })), fc.integer(), (entries, other) => {
    const kept = unpackLexicon(packLexicon(lexicon(entries)))
    for (const key of new Set([...entries.map((entry) => entry.key), other])) {
      const found: { text: string; tag: number | undefined; begins: boolean }[] = []
      entriesUnder(kept, key, (entry) => found.push({ text: textOf(kept, entry), tag: kept.tags[entry], begins: startsWith(kept, entry, `a${textOf(kept, entry)}b`, 1) }))
      expect(found).toEqual(entries.filter((entry) => entry.key === key).map(({ text, tag }) => ({ text, tag, begins: true })))
    }
  }))
})

test('what follows from files is worked out once, and again when one of them changes', () => {
  const root = mkdtempSync(join(tmpdir(), 'madoguchi-remember-'))
  folders.push(root)
  mkdirSync(join(root, 'flows'))
  writeFileSync(join(root, 'flows/a.yaml'), '1')
  let made = 0
  const ask = () => [...openMemory(root, ['flows']).bytes('thing', () => { made += 1; return Uint8Array.of(1, 2, made) })]
  expect([ask(), ask()]).toEqual([[1, 2, 1], [1, 2, 1]])
  writeFileSync(join(root, 'flows/a.yaml'), '2')
  expect(ask()).toEqual([1, 2, 2])
  expect(readdirSync(join(root, 'dist/remembered'))).toHaveLength(1)
})
