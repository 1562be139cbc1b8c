// Videos and recordings: told apart by their tracks, kept as they are but for the notes about place, device and person.
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { MediaKind } from '../channels/contract.ts'
import { inspect } from '../src/media/inspect.ts'
import { box, fileOf, FTYP, TRACK } from './media-files.ts'

const PLACE = '+35.6586+139.7454/'
const SECRETS = [PLACE, '\xa9xyz', 'loci', 'location', 'PhoneMaker', 'Tokyo Tower']
const secretsIn = (bytes: Buffer) => SECRETS.filter((secret) => bytes.includes(secret, 0, 'latin1'))

const ANDROID = box('udta', [box('\xa9xyz', ['\0\x12\x15\xc7', PLACE]), box('loci', ['\0\0\0\0', 'Tokyo Tower\0', Buffer.alloc(12, 35)])])
const IPHONE = box('meta', [
  box('hdlr', ['\0\0\0\0\0\0\0\0', 'mdta', Buffer.alloc(13)]),
  box('keys', ['\0\0\0\0\0\0\0\x02', box('mdta', ['com.apple.quicktime.location.ISO6709']), box('mdta', ['com.apple.quicktime.make'])]),
  box('ilst', [box('\0\0\0\x01', [box('data', ['\0\0\0\x01\0\0\0\0', PLACE])]), box('\0\0\0\x02', [box('data', ['\0\0\0\x01\0\0\0\0', 'PhoneMaker'])])]),
])
const XMP = box('uuid', [Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex'), `<x>${PLACE}</x>`])
const FILM = box('mdat', ['pictures and sound, and among them the letters udta'])
const HEADER = box('mvhd', [Buffer.alloc(100, 3)])

async function look(content: Buffer, claimed: MediaKind = 'file') {
  const path = await fileOf(content, 'film.exe')
  return { found: await inspect(path, claimed), bytes: await readFile(path) }
}

/** The same file as it should be afterwards: the given boxes are free space. */
function blanked(content: Buffer, ...notes: Buffer[]): Buffer {
  const copy = Buffer.from(content)
  for (const note of notes) {
    const at = content.indexOf(note)
    expect(at).toBeGreaterThanOrEqual(0)
    copy.fill(0, at + 8, at + note.length).write('free', at + 4)
  }
  return copy
}

test.each([
  ['an Android video', 'isom', [ANDROID], 'video/mp4'],
  ['an iPhone video', 'qt  ', [IPHONE], 'video/quicktime'],
  ['a 3GP video', '3gp4', [ANDROID], '3gpp'],
  ['a video with all of it', 'mp42', [ANDROID, IPHONE, XMP], 'video/mp4'],
])('%s loses its notes, and not one other byte', async (_, brand, notes, type) => {
  const content = Buffer.concat([FTYP(brand), FILM, box('moov', [HEADER, TRACK('soun'), TRACK('vide'), ...notes])])
  expect(secretsIn(content)).toContain(PLACE)
  const { found, bytes } = await look(content)
  expect(found).toMatchObject({ status: 'fine', kind: 'video', size: content.length })
  expect(found).toMatchObject({ type: expect.stringContaining(type) })
  expect(secretsIn(bytes)).toEqual([])
  expect(bytes).toEqual(blanked(content, ...notes))
})

test('notes of a track, at the outermost place, and in boxes with long sizes are found as well', async () => {
  const long = box('moov', [HEADER, TRACK('vide', [ANDROID])], true)
  const content = Buffer.concat([FTYP('isom'), box('mdat', ['film'], true), long, XMP])
  const { found, bytes } = await look(content)
  expect(found).toMatchObject({ status: 'fine', kind: 'video' })
  expect(bytes).toEqual(blanked(content, ANDROID, XMP))
})

test('a note that was cut off is blanked as far as it came', async () => {
  const content = Buffer.concat([FTYP('isom'), box('moov', [HEADER, TRACK('vide')]), FILM, XMP.subarray(0, -2)])
  expect((await look(content)).bytes).toEqual(blanked(content, XMP.subarray(0, -2)))
})

test('long notes are blanked to their end', async () => {
  const note = box('udta', [box('\xa9xyz', [PLACE.repeat(10_000)])])
  const content = Buffer.concat([FTYP('isom'), box('moov', [HEADER, TRACK('vide'), note]), FILM])
  expect((await look(content)).bytes).toEqual(blanked(content, note))
})

test.each([
  ['M4A ', 'audio/mp4'], ['isom', 'audio/mp4'], ['qt  ', 'audio/mp4'], ['3gp4', 'audio/3gpp'], ['3g2a', 'audio/3gpp2'],
])('%s with sound alone is a recording', async (brand, type) => {
  const content = Buffer.concat([FTYP(brand), box('moov', [HEADER, TRACK('soun'), TRACK('meta'), ANDROID]), FILM])
  const { found, bytes } = await look(content, 'video')
  expect(found).toMatchObject({ status: 'fine', kind: 'audio', type })
  expect(secretsIn(bytes)).toEqual([])
})

test('a video that was cut off behind its tracks is kept', async () => {
  const content = Buffer.concat([FTYP('isom'), box('moov', [HEADER, TRACK('vide')]), box('mdat', ['x'.repeat(1_000)])])
  expect((await look(content.subarray(0, -500))).found).toMatchObject({ status: 'fine', kind: 'video' })
})

const overlong = Buffer.from(TRACK('vide'))
overlong.writeUInt32BE(0x7fffffff, 0)
test.each([
  ['without tracks', Buffer.concat([FTYP('isom'), FILM])],
  ['cut off in its tracks', Buffer.concat([FTYP('isom'), box('moov', [HEADER, TRACK('vide')])]).subarray(0, -60)],
  ['with a track that is longer than its box', Buffer.concat([FTYP('isom'), box('moov', [HEADER, overlong, ANDROID])])],
  ['with a box of no size', Buffer.concat([FTYP('isom'), box('moov', [TRACK('vide'), '\0\0\0\x04free', ANDROID])])],
  ['with boxes in boxes without end', Buffer.concat([FTYP('isom'), Array.from({ length: 200 }).reduce((inner: Buffer) => box('moov', [inner]), TRACK('vide'))])],
  ['with more boxes than any film has', Buffer.concat([FTYP('isom'), box('moov', [TRACK('vide'), ...Array.from({ length: 60_000 }, () => box('free', []))])])],
])('a video %s is broken', async (_, content) => {
  expect((await look(content)).found).toEqual({ status: 'refused', reason: 'broken' })
})

test.each([
  ['V_VP8 A_OPUS', 'audio', 'video'], ['A_OPUS', 'video', 'audio'], ['', 'audio', 'audio'], ['', 'video', 'video'],
] as const)('WebM with codecs "%s", said to be %s, is %s', async (codecs, claimed, kind) => {
  const content = Buffer.from(`\x1a\x45\xdf\xa3\x87\x42\x82\x84webm\x18\x53\x80\x67\xff${codecs}`, 'latin1')
  expect((await look(content, claimed)).found).toMatchObject({ status: 'fine', kind, type: `${kind}/webm` })
})

const ogg = (codec: string) => Buffer.concat([Buffer.from('OggS\0\x02'), Buffer.alloc(22), Buffer.from(codec), Buffer.alloc(40)])
test.each([
  ['audio/ogg', ogg('OpusHead')],
  ['audio/ogg', ogg('\x01vorbis\0')],
  ['audio/amr', Buffer.from('#!AMR\n\x3c\x08')],
  ['audio/wav', Buffer.from('RIFF\x24\0\0\0WAVEfmt \x10\0\0\0')],
  ['audio/flac', Buffer.from('fLaC\0\0\0\x22')],
  ['audio/mpeg', Buffer.from([0xff, 0xfb, 0x90, 0x64, 0, 0, 0, 0])],
  ['audio/aac', Buffer.from([0xff, 0xf1, 0x50, 0x80, 0, 0, 0, 0])],
])('%s is kept as it is', async (type, content) => {
  const { found, bytes } = await look(content, 'video')
  expect(found).toMatchObject({ status: 'fine', kind: 'audio', type })
  expect(bytes).toEqual(content)
})

test.each([['video in Ogg', ogg('\x80theora\0')], ['AVI', Buffer.from('RIFF\x24\0\0\0AVI LIST\x10\0\0\0')]])('%s is none of the formats', async (_, content) => {
  expect((await look(content, 'video')).found).toEqual({ status: 'refused', reason: 'kind' })
})
