// Pictures: shown as they were meant, with nothing of the person, the place or a stowaway left in them.
import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { inspect } from '../src/media/inspect.ts'
import { animation, fileOf, GPS_TAGS, HEIC, onCanvas, picture, pngBomb, withPlace } from './media-files.ts'

const SECRETS = ['PhoneMaker', 'my room', 'PhoneOwner', ...GPS_TAGS]
const secretsIn = (bytes: Buffer) => SECRETS.filter((secret) => bytes.includes(secret)).length
const colourAt = async (bytes: Buffer, x: number, y: number) =>
  [...await sharp(bytes).extract({ left: x, top: y, width: 1, height: 1 }).removeAlpha().raw().toBuffer()]

async function cleaned(content: Buffer) {
  const path = await fileOf(content)
  const found = await inspect(path, 'file')
  if (found.status !== 'fine') throw new Error(found.reason)
  expect(await readdir(dirname(found.path))).toHaveLength(1)
  const bytes = await readFile(found.path)
  expect(found.size).toBe(bytes.length)
  return { found, bytes }
}

test.each(['jpeg', 'png', 'webp'] as const)('%s: maker, place and author are gone, the picture stays', async (format) => {
  const sent = await withPlace(picture()).toFormat(format).toBuffer()
  expect(secretsIn(sent)).toBeGreaterThanOrEqual(3)
  const { found, bytes } = await cleaned(sent)
  expect(found).toMatchObject({ kind: 'image', type: `image/${format}`, width: 64, height: 32 })
  expect(secretsIn(bytes)).toBe(0)
  expect(await sharp(bytes).metadata()).not.toMatchObject({ exif: expect.anything() })
  expect(await sharp(bytes).metadata()).not.toMatchObject({ xmp: expect.anything() })
  const [red = 0, , blue = 255] = await colourAt(bytes, 8, 16)
  expect(red).toBeGreaterThan(200)
  expect(blue).toBeLessThan(40)
})

test('a photo taken sideways stands upright', async () => {
  const { found, bytes } = await cleaned(await picture().withMetadata({ orientation: 6 }).jpeg().toBuffer())
  expect(found).toMatchObject({ width: 32, height: 64 })
  const [red = 0] = await colourAt(bytes, 16, 8)
  expect(red).toBeGreaterThan(200)
})

test('what was appended to a picture does not survive', async () => {
  const script = '<html><script>alert(document.cookie)</script></html>'
  const { found, bytes } = await cleaned(Buffer.concat([await picture().jpeg().toBuffer(), Buffer.from(script)]))
  expect(found).toMatchObject({ type: 'image/jpeg' })
  expect(bytes.includes('script')).toBe(false)
})

test.each(['gif', 'webp'] as const)('an animated %s stays animated', async (format) => {
  const { found, bytes } = await cleaned(await animation(format, 5))
  expect(found).toMatchObject({ type: `image/${format}`, width: 8, height: 8 })
  expect(await sharp(bytes, { animated: true }).metadata()).toMatchObject({ pages: 5, pageHeight: 8, delay: [80, 80, 80, 80, 80] })
})

test('a very long animation ends early', async () => {
  const { bytes } = await cleaned(await animation('gif', 320))
  expect(await sharp(bytes, { animated: true }).metadata()).toMatchObject({ pages: 300 })
})

test('a large animation has no more frames than may be drawn', async () => {
  const { bytes } = await cleaned(onCanvas(await animation('gif', 9), 2_000, 2_000))
  expect(await sharp(bytes, { animated: true }).metadata()).toMatchObject({ width: 2_000, pages: 7, pageHeight: 2_000 })
})

test('the longest side has at most 4096 pixels', async () => {
  const { found } = await cleaned(await sharp({ create: { width: 5_000, height: 100, channels: 3, background: 'white' } }).png().toBuffer())
  expect(found).toMatchObject({ width: 4_096, height: 82 })
})

test.each([[30_000, 30_000], [100, 600_001]])('a small file that would be %i by %i pixels is not unpacked', async (width, height) => {
  const path = await fileOf(pngBomb(width, height))
  expect((await stat(path)).size).toBeLessThan(100)
  expect(await inspect(path, 'image')).toEqual({ status: 'refused', reason: 'too_large' })
})

test('a JPEG that a bad line cut off is shown as far as it came', async () => {
  const whole = await picture(800, 600, '#d02020', '#d02020').jpeg().toBuffer()
  const { found, bytes } = await cleaned(whole.subarray(0, Math.floor(whole.length * 0.7)))
  expect(found).toMatchObject({ type: 'image/jpeg', width: 800, height: 600 })
  const [red = 0, green = 255] = await colourAt(bytes, 10, 10)
  expect(red - green).toBeGreaterThan(150)
})

test('no reader is left open for anything else', async () => {
  await expect(sharp(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')).metadata()).rejects.toThrow('unsupported image format')
})

test.each([
  ['only the first letters of a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
  ['a drawing behind the mark of a GIF', Buffer.from('GIF<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
  ['half of a HEIC', HEIC.subarray(0, 700)],
])('%s is broken', async (_, content) => {
  expect(await inspect(await fileOf(content), 'image')).toEqual({ status: 'refused', reason: 'broken' })
})

test("an iPhone's HEIC becomes a JPEG in the same colours, without maker and place", async () => {
  expect(secretsIn(HEIC)).toBeGreaterThanOrEqual(2)
  const { found, bytes } = await cleaned(HEIC)
  expect(found).toMatchObject({ kind: 'image', type: 'image/jpeg', width: 32, height: 16 })
  expect(secretsIn(bytes)).toBe(0)
  // (200, 100, 50) in Display P3 is a redder red in sRGB.
  const [red = 0, green = 0, blue = 0] = await colourAt(bytes, 5, 8)
  expect([Math.abs(red - 216) < 5, Math.abs(green - 93) < 5, Math.abs(blue - 33) < 5]).toEqual([true, true, true])
})

test('a HEIC whose picture cannot be unpacked is broken', async () => {
  const damaged = Buffer.from(HEIC)
  damaged.fill(0xff, HEIC.indexOf('mdat') + 4)
  expect(await inspect(await fileOf(damaged), 'image')).toEqual({ status: 'refused', reason: 'broken' })
})

test('an AVIF becomes a JPEG', async () => {
  const { found, bytes } = await cleaned(await withPlace(picture()).avif().toBuffer())
  expect(found).toMatchObject({ type: 'image/jpeg', width: 64, height: 32 })
  expect(secretsIn(bytes)).toBe(0)
})

test('colours of 16 bits, and grey, become those of a screen', async () => {
  for (const space of ['rgb16', 'b-w'] as const) {
    const { bytes } = await cleaned(await picture().toColourspace(space).png().toBuffer())
    expect(await sharp(bytes).metadata()).toMatchObject({ depth: 'uchar', hasProfile: false })
  }
})

test('printing colours become those of a screen', async () => {
  const { bytes } = await cleaned(await picture().toColourspace('cmyk').jpeg().toBuffer())
  expect(await sharp(bytes).metadata()).toMatchObject({ space: 'srgb', channels: 3, hasProfile: false })
})
