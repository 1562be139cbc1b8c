// Dossiers and case studies, without a desk: what may go in, how each script is set, and what is taken out.
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { dossierFaults, EMPTY_DOSSIER, tellable } from '../src/cases/dossier.ts'
import type { CaseEvent } from '../src/cases/events.ts'
import { namesOf, storyOf, studyFaults } from '../src/cases/study.ts'
import { fold } from '../src/cases/case.ts'
import { shapeBurmese } from '../src/dossier/burmese.ts'
import { loadFont, piecesOf } from '../src/dossier/fonts.ts'
import { linesOf, wordsOf } from '../src/dossier/lines.ts'
import { dossierPdf } from '../src/dossier/pdf.ts'
import { isPrintable } from '../src/dossier/pen.ts'
import { unpackWoff } from '../src/dossier/woff.ts'
import { anonymise, namesLeft } from '../src/knowledge/anonymise.ts'
import { LANGUAGES } from '../src/knowledge/languages.ts'
import { createMask } from '../src/knowledge/mask.ts'
import { createFolderStore } from '../src/media/folder.ts'
import { thumbnailOf } from '../src/media/thumbnail.ts'
import { newId } from '../src/runtime.ts'

const at = '2026-11-21T03:00:00.000Z'
const opened: CaseEvent = { type: 'opened', at, by: 'a', asker: { kind: 'worker', name: '' }, origin: 'counsellor', severity: 'S3', reason: '給料が出ない', legal: false, owner: { type: 'staff', id: 'a' }, awaiting: false, themes: [], companies: ['MAKER'] }
const noted: CaseEvent = { type: 'noted', at, by: 'a', text: '社内メモ' }
const contacted: CaseEvent = { type: 'contacted', at, by: 'a', contact: { id: 'c', at, by: 'a', direction: 'out', way: 'phone', party: { type: 'office', name: '豊田労働基準監督署', publicEmployee: true }, subject: 'fact', note: '豊田労働基準監督署の田中さんに確認した' } }
const passage = { section: 'facts' as const, day: null, ja: '賃金が支払われていない', translation: 'The wages were not paid', source: 'person' as const, event: null, media: null }

test('a dossier is not ready while anything is missing, or taken from where nothing may be taken', () => {
  const given = { language: 'vi', events: [opened, noted, contacted], media: ['m'], confirmed: true }
  const written = { ...EMPTY_DOSSIER, party: { type: 'lawyer' as const, name: '東京弁護士会', publicEmployee: false }, passages: [passage] }
  expect(dossierFaults(EMPTY_DOSSIER, { ...given, confirmed: false })).toEqual(['no_addressee', 'nothing_told', 'not_confirmed'])
  expect(dossierFaults({ ...written, passages: [{ ...passage, translation: '' }] }, given)).toEqual(['not_translated'])
  expect(dossierFaults({ ...written, passages: [{ ...passage, event: 2 }] }, given)).toEqual(['not_tellable'])
  expect(dossierFaults({ ...written, passages: [{ ...passage, event: 9 }] }, given)).toEqual(['not_tellable'])
  expect(dossierFaults({ ...written, passages: [{ ...passage, media: 'gone' }] }, given)).toEqual(['no_such_evidence'])
  expect(dossierFaults(written, { ...given, confirmed: false })).toEqual(['not_confirmed'])
  expect(dossierFaults({ ...written, passages: [{ ...passage, translation: '' }] }, { ...given, language: 'ja', confirmed: false })).toEqual([])
  expect(dossierFaults(written, given)).toEqual([])
  expect(tellable(given.events).map(({ seq }) => seq)).toEqual([1, 3])
})

test('the vowel e of Burmese stands before its consonant, and signs join', () => {
  const [first, second] = shapeBurmese('နေ', 'regular').glyphs.map(({ path }) => path)
  expect(first).toBe(shapeBurmese('ေ', 'regular').glyphs.find(({ path }) => path === first)?.path)
  expect(second).toBe(shapeBurmese('န', 'regular').glyphs[0]?.path)
  // The sign around a letter is as wide as the letter: not the one that stands around a narrow one.
  expect(shapeBurmese('ကြ', 'regular').glyphs[0]?.path).not.toBe(shapeBurmese('ပြ', 'regular').glyphs[0]?.path)
  expect(shapeBurmese('က္က', 'regular').glyphs).toHaveLength(2)
})

test('every sentence of a dossier can be printed in its language', () => {
  for (const language of LANGUAGES) {
    const { dossier, consent } = JSON.parse(readFileSync(join(import.meta.dirname, `../locales/${language}.json`), 'utf8')) as { dossier: object; consent: object }
    const missing = [...new Set(JSON.stringify([dossier, consent]).normalize('NFC'))].filter((character) => !isPrintable(character))
    expect([language, missing]).toEqual([language, []])
  }
})

test('a character goes to a font that has it, and what none has is marked', () => {
  expect(piecesOf('Minhさん', 'ja', 'regular')).toEqual([{ face: 'latin', text: 'Minh' }, { face: 'japanese', text: 'さん' }])
  expect(piecesOf('张们', 'zh', 'regular')).toEqual([{ face: 'chinese', text: '张们' }])
  expect(piecesOf('们', 'ja', 'regular')).toEqual([{ face: 'chinese', text: '们' }])
  expect(piecesOf('Nguye\u0302\u0303n', 'vi', 'regular')).toEqual([{ face: 'latin', text: 'Nguyễn' }])
  expect(piecesOf('😀', 'ja', 'regular')).toEqual([{ face: 'japanese', text: '〓' }])
  expect(() => unpackWoff(Buffer.from('no font at all, but long enough to be read as one'))).toThrow('not a WOFF font')
})

test('lines lose nothing, are no wider than their column, and never begin with a full stop', () => {
  const style = { language: 'ja', weight: 'regular', size: 10 } as const
  const measure = (_face: string, text: string) => [...text].length * 10
  const text = fc.array(fc.constantFrom('会社は', '「賃金」を', '払わない。', 'Nguyen Van Minh ', 'မြန်မာစာ', '2026年4月、', 'Pneumonoultramicroscopicsilicovolcanoconiosis', '\n'), { maxLength: 12 }).map((parts) => parts.join(''))
  fc.assert(fc.property(text, fc.integer({ min: 80, max: 400 }), (written, width) => {
    const lines = linesOf(written, style, width, measure).map(({ runs }) => runs.map((run) => run.text).join(''))
    expect(lines.join('').replace(/\s/g, '')).toBe(written.normalize('NFC').replace(/\s/g, ''))
    for (const line of lines) expect([...line].length * 10).toBeLessThanOrEqual(width)
  }))
  expect(wordsOf('払わない。「はい」と言った。', 'ja').some((word) => /^[。」]/.test(word) || /「$/.test(word))).toBe(false)
  // Burmese is written without spaces between words.
  expect(wordsOf('အလုပ်ရှင်ကလုပ်ခမပေးပါ', 'my').length).toBeGreaterThan(2)
})

test('a PDF carries its fonts, its text in Burmese too, and the same dossier is the same bytes', async () => {
  const pair = (ja: string, other: string) => ({ ja, other })
  const printed = {
    language: 'my', layout: 'side' as const, title: pair('事案の概要書', 'ကိစ္စအကျဉ်းချုပ်'), confidential: pair('取扱注意', 'လျှို့ဝှက်'), draft: null, facts: [],
    sections: [{ heading: pair('事実関係', 'ဖြစ်ပျက်ခဲ့သည်များ'), passages: Array.from({ length: 40 }, () => ({ lead: '2026-04-01', pair: pair('賃金が支払われていない。', 'လုပ်ခ မရသေးပါ။'), note: null, picture: null })) }],
  }
  const pdf = await dossierPdf(printed, new Map(), new Date(at))
  const text = pdf.toString('latin1')
  expect(text.startsWith('%PDF')).toBe(true)
  expect(text).toContain('NotoSansJP')
  expect(text).toMatch(/\/FontFile[23]/)
  expect(text.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(1)
  expect((await dossierPdf(printed, new Map(), new Date(at))).equals(pdf)).toBe(true)
  expect(loadFont('burmese', 'regular').has(0x1031)).toBe(true)
})

test('a photo comes along small, turned as it was held; what is no photo, or gone, is named only', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'photos-'))
  try {
    const store = createFolderStore(folder)
    const [photo, noPhoto] = [newId(), newId()]
    await sharp({ create: { width: 3_000, height: 1_500, channels: 3, background: '#246' } }).withMetadata({ orientation: 6 }).jpeg().toFile(join(folder, 'photo.jpg'))
    await writeFile(join(folder, 'none.txt'), 'no photo')
    await store.put(photo, join(folder, 'photo.jpg'), 'image/jpeg')
    await store.put(noPhoto, join(folder, 'none.txt'), 'text/plain')
    const small = await thumbnailOf(store, photo)
    expect(await sharp(small ?? undefined).metadata()).toMatchObject({ format: 'jpeg', width: 500, height: 1_000 })
    expect([await thumbnailOf(store, noPhoto), await thumbnailOf(store, newId())]).toEqual([null, null])
    const one = { ja: '写真', other: null }
    const printed = { language: 'ja', layout: 'side' as const, title: one, confidential: one, draft: null, facts: [], sections: [{ heading: one, passages: [photo, noPhoto].map((picture) => ({ lead: '', pair: one, note: null, picture })) }] }
    const pdf = await dossierPdf(printed, new Map(small ? [[photo, small]] : []), new Date(at))
    expect(pdf.toString('latin1').match(/\/Subtype \/Image/g)).toHaveLength(1)
  } finally {
    await rm(folder, { recursive: true })
  }
})

const mask = createMask(() => ({ written: ['The company did not pay the salary'], typed: [] }))

test('a study tells no name, no place but the prefecture, and no day', () => {
  const told = anonymise('2026年4月15日、愛知県豊田市若草町1-2の株式会社アオバ製作所でグエンさんが指を切った。3か月 休んだ。Nguyen Van Minh said so.', ['アオバ製作所', 'Nguyen Van Minh', 'グエン'], mask)
  for (const gone of ['アオバ', 'グエン', 'Nguyen', 'Minh', '豊田', '若草', '15日', '1-2']) expect([gone, told.text.includes(gone)]).toEqual([gone, false])
  for (const kept of ['2026年4月', '愛知県', '3か月', '指を切った']) expect([kept, told.text.includes(kept)]).toEqual([kept, true])
  expect(told.hidden.join(' ')).toContain('アオバ')
  expect(anonymise('ＮＧＵＹＥＮ　ＶＡＮ　Ｍｉｎｈ', ['Nguyen Van Minh'], mask).text).toBe('▢')
  expect(namesLeft(['あの ア オ バ の人'], ['アオバ'])).toEqual(['アオバ'])
  expect([namesLeft(['Minhas palavras'], ['Minh']), namesLeft(['ｍｉｎｈ said'], ['Minh']), namesLeft(['A+B (C) - 1/2'], ['A+B (C) - 1/2', 'LOT-7'])]).toEqual([[], ['Minh'], ['A+B (C) - 1/2']])
})

test('names known in a case are found wherever they stand in it, and no note tells the story', () => {
  const state = fold([opened, noted, contacted])
  expect(namesOf(state, { ...EMPTY_DOSSIER, passages: [{ ...passage, section: 'name', ja: 'グエン・ヴァン・ミン（Minh）', translation: '' }] }))
    .toEqual(expect.arrayContaining(['豊田労働基準監督署', 'MAKER', 'グエン', 'ヴァン', 'ミン', 'Minh']))
  expect(JSON.stringify(storyOf([opened, noted, contacted]))).not.toContain('社内メモ')
  expect(storyOf([opened, noted, contacted])).toMatchObject({ situation: '給料が出ない', done: '豊田労働基準監督署の田中さんに確認した' })
})

test('few people are never told of together, and what is left open stands nowhere in the text', () => {
  const study = { title: 't', situation: 's', done: 'd', outcome: '', lessons: 'l', month: '2026-11', traits: { nationality: 'ベトナム', prefecture: '愛知県', industry: '溶接' } }
  const known = study.traits
  expect(studyFaults(study, { left: [], known, sharing: 4 })).toEqual(['too_few'])
  expect(studyFaults({ ...study, traits: { ...known, industry: '' } }, { left: [], known, sharing: 5 })).toEqual([])
  expect(studyFaults({ ...study, situation: '溶接の仕事', traits: { ...known, industry: '' } }, { left: [], known, sharing: 5 })).toEqual(['trait_left'])
  expect(studyFaults({ ...study, lessons: '' }, { left: ['アオバ'], known, sharing: 9 })).toEqual(['empty', 'name_left'])
})
