// Everything that reads what others made, given anything at all: it throws nothing but its one named error, gives back no more than it may, and ends.
import fc from 'fast-check'
import jwt from 'jsonwebtoken'
import { describe, expect, test } from 'vitest'
import { UnreadableBody } from '../channels/contract.ts'
import { entryCodeIn } from '../channels/entry.ts'
import { readJson } from '../channels/json.ts'
import { clip, graphemeLength, split } from '../channels/text.ts'
import { addressesIn, canonicalAddress, messageIdsIn } from '../channels/email/address.ts'
import { words as mailWords, valueOf } from '../channels/email/header.ts'
import { textOfHtml } from '../channels/email/html.ts'
import { readMail } from '../channels/email/mail.ts'
import { readActivity } from '../channels/webchat/inbound.ts'
import { bearer, readFileToken, readStreamToken, readToken } from '../channels/webchat/tokens.ts'
import { positionIn } from '../src/board/places.ts'
import { codesMeant } from '../src/companies/code.ts'
import { readRows } from '../src/companies/rows.ts'
import { pageIn } from '../src/desk/page-link.ts'
import { readArticle, UnreadableArticle } from '../src/gateway/article-file.ts'
import { linkCodeIn } from '../src/gateway/link-code.ts'
import { understand } from '../src/gateway/understand.ts'
import { DANGER_KINDS } from '../src/knowledge/danger-phrases.ts'
import { normalise, toUnicode } from '../src/knowledge/normalise.ts'
import { readGlossary, UnreadableGlossary } from '../src/language/glossary.ts'
import { partsOf } from '../src/language/parts.ts'
import { filterOf, queryOf } from '../src/list/filter.ts'
import { createFileLinks } from '../src/media/file-links.ts'
import { headersFor, rangeOf } from '../src/media/headers.ts'
import { inspect } from '../src/media/inspect.ts'
import { postable } from '../src/notify/post.ts'
import { readSheet } from '../src/partners/sheet.ts'
import { amountIn } from '../src/questionnaires/amounts.ts'
import { numberIn, numbersIn } from '../src/questionnaires/numbers.ts'
import { actOf } from '../src/questionnaires/reading.ts'
import { guarded } from '../src/report-files/sheets.ts'
import { readFields, submissionIn } from '../src/server/entry/fields.ts'
import { codeIn } from '../src/server/inquiry/code.ts'
import { html } from '../src/server/inquiry/html.ts'
import { networkOf } from '../src/server/network.ts'
import { cellsIn } from '../src/server/partner-sheet.ts'
import { content } from './content.ts'
import { fileOf, zip } from './media-files.ts'
import { STORM } from './mutations.ts'

/** A short run in the tests, a long one on demand. */
const RUNS = { numRuns: Math.max(60, STORM / 5) }
const FEW = { numRuns: Math.max(8, STORM / 100) }
const SECRET = 'a'.repeat(64)
const LONGEST = 400

/** Words and signs of every kind that something here looks for, and anything else. */
const scrap = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('\0', '\ud800', '\u200d', '\ufeff', 'ေ', 'မြန်မာ', 'ｱﾞ', '１２', '百', '〒', 'https://', '=?utf-8?B?', '=?iso-2022-jp?Q?=1B$B', '\r\n', ' \t', '"', "'", '<', '>', '(', ')', '\\', '/', '../', '%00', '%', '${', '{{', '__proto__', 'constructor', '-1e999', 'NaN', '9'.repeat(30), '2026-02-30', '+81', '@', ';', ',', '&#x', '-----', 'q1/c-', 'Madoguchi #', '*a', '&a', '? |'),
)
const text = fc.array(scrap, { maxLength: 20 }).map((pieces) => pieces.join(''))
const bytes = fc.oneof(fc.uint8Array({ maxLength: 2_000 }), text.map((one) => new Uint8Array(Buffer.from(one))))
/** @param most UTF-16 units of the outcome as JSON, for one of the text */
const bounded = (given: string, outcome: unknown, most = 12) => expect((JSON.stringify(outcome) ?? '').length).toBeLessThanOrEqual(JSON.stringify(given).length * most + LONGEST)
const always = (property: (given: string) => unknown, runs = RUNS) => fc.assert(fc.property(text, (given) => { property(given) }), runs)

/** What throws only this. */
function only<T>(named: new (...given: never[]) => Error, read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof named) return null
    throw error
  }
}

describe('codes, numbers and addresses that people type', () => {
  const READERS: Readonly<Record<string, (given: string) => unknown>> = {
    linkCodeIn, entryCodeIn, codesMeant, codeIn, positionIn, numberIn, numbersIn, actOf, networkOf, bearer, canonicalAddress, addressesIn, messageIdsIn,
    amountIn: (given) => amountIn(given, 'vi'), toUnicode, normalise, mailWords, valueOf,
    filter: (given) => filterOf(new URLSearchParams(given)), range: (given) => rangeOf(given, 1_000), postable: (given) => postable(given, false)?.href,
  }
  test.each(Object.entries(READERS))('%s', (_, read) => always((given) => bounded(given, read(given))))

  test('a filter that was read is written and read again as the same', () => always((given) => {
    const filter = filterOf(new URLSearchParams(given))
    expect(filterOf(new URLSearchParams(queryOf(filter)))).toEqual(filter)
  }))

  test('an amount is a number that can be counted, or none', () => always((given) => {
    const { value } = amountIn(given, 'id')
    expect(value === null || Number.isFinite(value)).toBe(true)
  }))
})

test('tokens and signed links that were made up are none', () => always((given) => {
  for (const read of [readToken, readStreamToken, readFileToken]) expect(read(given, { secret: SECRET })).toBeNull()
  expect(pageIn(SECRET, given, new Date(0))).toBeNull()
  expect(createFileLinks(SECRET, 'https://desk.example', () => new Date(0)).read(given)).toBeNull()
}))

test('a token whose time is over is none', () => {
  const of = (exp: number) => jwt.sign({ user: 'dl_x', conv: 'c', exp }, SECRET, { algorithm: 'HS256' })
  const now = Math.floor(Date.now() / 1000)
  expect([readToken(of(now + 60), { secret: SECRET }), readToken(of(now - 60), { secret: SECRET })]).toEqual([{ user: 'dl_x', conv: 'c' }, null])
})

test('a token whose algorithm is none, or whose key is another, is none', () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = { user: 'dl_x', conv: 'c', exp: 4e9 }
  for (const alg of ['none', 'None', 'RS256', 'HS512', '']) for (const signature of ['', 'AAAA']) expect([alg, readToken(`${part({ alg, typ: 'JWT' })}.${part(claims)}.${signature}`, { secret: SECRET })]).toEqual([alg, null])
})

test('what a worker writes is understood as something, whatever it is', () => always((given) => {
  const { detected, topics, danger } = understand(given, content)
  expect(topics.length).toBeLessThanOrEqual(5)
  expect(danger === null || DANGER_KINDS.includes(danger)).toBe(true)
  expect(detected === null || detected.length === 2).toBe(true)
}))

test('a text in parts is the text again, and no part is longer than asked', () => always((given) => {
  expect(partsOf(given, 20).join('')).toBe(given)
  expect(graphemeLength(clip(given, 10))).toBeLessThanOrEqual(10)
  for (const part of split(given, 50)) expect(part.length).toBeLessThanOrEqual(50)
}))

test('JSON of a webhook and activities of the web chat', () => fc.assert(fc.property(fc.oneof(bytes, fc.json().map((one) => new Uint8Array(Buffer.from(one)))), (given) => {
  only(UnreadableBody, () => readJson(given))
  readActivity(given)
}), RUNS))

test('mails of any bytes', () => fc.assert(fc.property(fc.array(fc.oneof(scrap, fc.constantFrom('From: ', 'Content-Type: multipart/mixed; boundary=a\r\n', '\r\n--a\r\n', '\r\n--a--', 'Content-Transfer-Encoding: base64\r\n\r\n', 'Content-Type: message/rfc822\r\n\r\n', 'charset="utf-7"', "name*0*=utf-8''%", '\r\n\r\n')), { maxLength: 40 }), (pieces) => {
  const given = pieces.join('')
  const mail = readMail(Buffer.from(given, 'latin1'))
  bounded(given, [mail.text, mail.subject])
  bounded(given, textOfHtml(given))
}), RUNS))

describe('files of articles and terms', () => {
  test('are read, or refused with their own error', () => always((given) => {
    only(UnreadableArticle, () => readArticle(given))
    only(UnreadableGlossary, () => readGlossary(given))
  }))

  test('a file that names itself a billion times is refused at once, and so are types of YAML that run', () => {
    const laughs = ['a0: &a0 [ha]', ...Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}, *a${i}, *a${i}, *a${i}]`)].join('\n')
    for (const file of [laughs, `contacts: *a\n${laughs}`, 'topic: !!js/function "function () { throw 1 }"', '<<: [*x]', '['.repeat(20_000)]) {
      expect(() => readArticle(file)).toThrow(UnreadableArticle)
      expect(() => readGlossary(file)).toThrow(UnreadableGlossary)
    }
  })
})

describe('sheets', () => {
  test('rows of any cells become rows or named problems', () => fc.assert(fc.property(fc.array(fc.array(fc.oneof(scrap, fc.constantFrom('会社名', 'name', 'kind', '種類', 'workers', 'codes', '弁護士')), { maxLength: 8 }), { maxLength: 12 }), (cells) => {
    expect(readSheet(cells).rows.length).toBeLessThanOrEqual(cells.length)
    expect(readRows(cells, ['北海道']).rows.length).toBeLessThanOrEqual(cells.length)
  }), RUNS))

  test('any bytes are a sheet or none', () => fc.assert(fc.asyncProperty(fc.oneof(bytes, bytes.map((one) => Buffer.concat([Buffer.from('PK'), one]))), async (given) => {
    const cells = await cellsIn(Buffer.from(given))
    expect(cells === null || (cells.length <= 1_100 && cells.every((row) => row.length <= 50))).toBe(true)
  }), { numRuns: Math.max(1, STORM / 500) }))

  test('a book that names a billion cells takes neither the time nor the memory', async () => {
    const sheet = (inside: string) => zip({
      '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
      'xl/workbook.xml': '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
      'xl/worksheets/sheet1.xml': `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row></sheetData>${inside}</worksheet>`,
    })
    expect(await cellsIn(sheet('<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells><dataValidations><dataValidation type="list" sqref="A1:XFD1048576"><formula1>1</formula1></dataValidation></dataValidations>'))).toEqual([['a']])
    expect(await cellsIn(sheet('<cols><col min="1" max="999999999" width="9"/></cols>'), 1_500)).toSatisfy((cells) => cells === null || JSON.stringify(cells) === '[["a"]]')
  })

  test('no cell of an export begins a formula', () => always((given) => {
    for (const sign of ['=', '+', '-', '@', '\t', '\r', '＝']) expect(String(guarded(sign + given))).toMatch(/^'/)
  }))
})

test('an entry of a body: any fields are read, and what is kept fits its shape', () => fc.assert(fc.property(fc.dictionary(fc.oneof(scrap, fc.constantFrom('name', 'kind', 'links', 'link1', 'page', 'contact', 'since', 'feeAmount1')), fc.oneof(text, fc.array(text, { maxLength: 3 }))), (body) => {
  const found = submissionIn(readFields(body))
  if ('entry' in found) expect(found.entry.page === '' || /^https?:\/\//.test(found.entry.page)).toBe(true)
}), RUNS))

test('what people wrote is no markup', () => always((given) => {
  expect(html`<p title="${given}">${given}</p>`.html).toMatch(/^<p title="[^<>"]*">[^<>"]*<\/p>$/)
}))

test('a file is what its bytes say, or refused; its header is one line of plain signs', () => fc.assert(fc.asyncProperty(bytes, text, async (given, name) => {
  const seen = await inspect(await fileOf(given, 'x'), 'file')
  if (seen.status === 'fine') for (const value of Object.values(headersFor(seen.type, seen.kind, name))) expect(value).toMatch(/^[\x20-\x7e]{1,800}$/)
}), FEW))
