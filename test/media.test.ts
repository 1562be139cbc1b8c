// What is taken and what is refused, decided by content: names and claims of any kind change nothing.
import { readFile, writeFile } from 'node:fs/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MediaKind } from '../channels/contract.ts'
import { inspect, LIMITS } from '../src/media/inspect.ts'
import { fileOf, office, picture, zip } from './media-files.ts'

const OFFICE = 'application/vnd.openxmlformats-officedocument'
const WORD = `${OFFICE}.wordprocessingml.document.main+xml`
const look = async (content: Uint8Array | string, claimed: MediaKind = 'file', name?: string) => inspect(await fileOf(content, name), claimed)
const refused = (reason: string) => ({ status: 'refused', reason })
const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part)))

test.each([
  ['an empty file', '', 'empty'],
  ['a page', '<!DOCTYPE html><html><body>hi</body></html>', 'program'],
  ['a page behind a comment and white space', ' \n<!-- x -->\n<HTML><p>hi', 'program'],
  ['a page behind a byte order mark', '\ufeff<html>', 'program'],
  ['a drawing with a script', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'program'],
  ['a drawing in XML', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', 'program'],
  ['XML', '<?xml version="1.0"?><wages/>', 'kind'],
  ['a shell script', '#!/bin/sh\nrm -rf ~\n', 'program'],
  ['a batch file', '@echo off\r\ndel *.*\r\n', 'program'],
  ['a batch file behind a byte order mark', '\ufeff@echo off\r\n', 'program'],
  ['PHP', 'Hello <?php system($_GET[0]);', 'program'],
  ['a link of Windows', '[InternetShortcut]\r\nURL=https://example.org/\r\n', 'program'],
  ['a program of Linux', bytes([0x7f], 'ELF', [2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]), 'program'],
  ['a program of Windows', bytes('MZ', [0x90, 0, 3, 0, 0, 0, 4, 0], 'This program cannot be run in DOS mode'), 'program'],
  ['a program of Java', zip({ 'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0', 'A.class': 'x' }), 'program'],
  ['an archive', zip({ 'photo.jpg': 'not a photo' }), 'kind'],
  ['an archive that was cut off', zip({ 'photo.jpg': 'not a photo' }).subarray(0, -30), 'broken'],
  ['a document with macros', office('application/vnd.ms-word.document.macroEnabled.main+xml', { 'word/vbaProject.bin': 'x' }), 'kind'],
  ['macros in what says it has none', office(WORD, { 'word/x.bin': 'x' }, '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'), 'kind'],
  ['macros under a written-out name', office(WORD, {}, '<Default Extension="bin" ContentType="application/vnd.ms-office.&#118;baProject"/>'), 'kind'],
  ['macros of the oldest kind', office(`${OFFICE}.spreadsheetml.sheet.main+xml`, {}, '<Override PartName="/xl/x.xml" ContentType="application/vnd.ms-excel.macrosheet+xml"/>'), 'kind'],
  ['an OpenDocument text with Basic', zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'Basic/script-lc.xml': 'x' }), 'kind'],
  ['an old Word file, which can hold anything', bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], '\0'.repeat(600)), 'kind'],
  ['something unknown', bytes([1, 2, 3, 250, 251, 252], 'what is this'), 'kind'],
  ['XML behind a byte order mark', '\ufeff<?xml version="1.0"?><wages/>', 'kind'],
  ['text with a zero in it', 'wages\0paid', 'kind'],
  ['UTF-16', Buffer.from('\ufeffwages not paid', 'utf16le'), 'kind'],
  ['a document that an expanding program would name', bytes('{\\rtf1 hello}'), 'kind'],
])('%s is refused, whatever it calls itself', async (_, content, reason) => {
  for (const claimed of ['image', 'audio', 'video', 'file'] as const) expect(await look(content, claimed, 'photo.jpg')).toEqual(refused(reason))
})

test.each([
  ['Word', office(WORD), `${OFFICE}.wordprocessingml.document`],
  ['Excel', office(`${OFFICE}.spreadsheetml.sheet.main+xml`), `${OFFICE}.spreadsheetml.sheet`],
  ['PowerPoint', office(`${OFFICE}.presentationml.presentation.main+xml`), `${OFFICE}.presentationml.presentation`],
  ['OpenDocument', zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>' }), 'application/vnd.oasis.opendocument.text'],
  ['PDF', bytes('%PDF-1.7\n%', [0xe2, 0xe3, 0xcf, 0xd3], '\n1 0 obj\n'), 'application/pdf'],
  ['text in UTF-8', '給料が払われません。\r\n\tငွေမရသေးဘူး', 'text/plain; charset=utf-8'],
  ['text in Shift_JIS', bytes([0x8b, 0x8b, 0x97, 0xbf, 0x82, 0xaa, 0x0d, 0x0a]), 'text/plain; charset=shift_jis'],
  ['text that begins like a bitmap', 'BM workers: 3 of us', 'text/plain; charset=utf-8'],
  ['text that begins like QuickTime', "I'm free on Sunday", 'text/plain; charset=utf-8'],
  ['a contact', 'BEGIN:VCARD\r\nFN:Nguyen\r\nEND:VCARD\r\n', 'text/plain; charset=utf-8'],
])('%s is kept as it is', async (_, content, type) => {
  const path = await fileOf(content, 'photo.jpg')
  expect(await inspect(path, 'image')).toEqual({ status: 'fine', kind: 'file', type, path, size: Buffer.byteLength(content) })
  expect(await readFile(path)).toEqual(Buffer.from(content))
})

test('text is read over the borders of what is read at once', async () => {
  const long = 'あ'.repeat(200_000)
  expect(await look(`x${long}`)).toMatchObject({ type: 'text/plain; charset=utf-8' })
  expect(await look(Buffer.concat([Buffer.from(long), Buffer.from([0xff])]))).toEqual(refused('kind'))
})

test('a picture sent as a file is a picture', async () => {
  expect(await look(await picture().jpeg().toBuffer(), 'file', 'contract.pdf')).toMatchObject({ status: 'fine', kind: 'image', type: 'image/jpeg' })
})

test.each(['image', 'file', 'audio'] as const)('what is over the limit of its own kind is refused: %s', async (kind) => {
  const heads = { image: await picture().jpeg().toBuffer(), file: Buffer.from('%PDF-1.7\n'), audio: Buffer.from('#!AMR\n'), video: Buffer.alloc(0) }
  const over = Buffer.concat([heads[kind], Buffer.alloc(LIMITS[kind] + 1 - heads[kind].length)])
  expect(await look(over, 'video')).toEqual(refused('too_large'))
  expect(await look(over.subarray(0, -1), 'video')).toMatchObject({ status: 'fine', kind })
})

test('a picture over the limit is not even read', async () => {
  expect(await look(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(LIMITS.image)]))).toEqual(refused('too_large'))
})

test('any bytes get an answer, and are no picture by chance', async () => {
  const path = await fileOf('')
  const marks = ['', '\x89PNG\r\n\x1a\n', 'GIF89a', '\xff\xd8\xff\xe0', 'RIFF\x10\0\0\0WEBP', 'PK\x03\x04', '\0\0\0\x18ftypheic', '\0\0\0\x18ftypisom', '\0\0\0\x08moov', '\x1a\x45\xdf\xa3', 'ID3\x04\0\0']
  await fc.assert(fc.asyncProperty(fc.constantFrom(...marks), fc.uint8Array({ maxLength: 600 }), fc.constantFrom('image', 'audio', 'video', 'file'), async (mark, random, claimed) => {
    await writeFile(path, Buffer.concat([Buffer.from(mark, 'latin1'), random]))
    const found = await inspect(path, claimed)
    if (found.status === 'fine') expect(found.kind).not.toBe('image')
  }), { numRuns: 300 })
})
