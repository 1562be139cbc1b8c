// Naming the same thing the same way in nine languages, keeping lists of numbers, and remembering what files alone decide.
import { mkdtempSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { openMemory } from '../src/gateway/remember.ts'
import { readYaml } from '../src/gateway/yaml.ts'
import { conceptFeatures, createConceptReader } from '../src/knowledge/concepts.ts'
import { LANGUAGES } from '../src/knowledge/languages.ts'
import { pack, unpack } from '../src/knowledge/packed.ts'
import { z } from 'zod'

const folders: string[] = []
afterEach(() => { for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true }) })

describe('a text names', () => {
  const { read } = createConceptReader([{ die: ['muon chet', 'morir*', '死に'], hit: ['pukul*', '殴'], now: ['ngay bay gio'] }])
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

test('lists of numbers come back as they were kept', () => {
  fc.assert(fc.property(fc.array(fc.uint32Array()), (lists) => {
    expect(unpack(pack(lists)).map((list) => [...list])).toEqual(lists.map((list) => [...list]))
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
