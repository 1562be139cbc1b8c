// What a browser is told about a file that somebody sent, and which part of it a player asked for.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { headersFor, rangeOf } from '../src/media/headers.ts'

const nameIn = (type: string, name: string | null) =>
  decodeURIComponent(headersFor(type, 'file', name)['content-disposition']?.split("filename*=UTF-8''")[1] ?? '')

test.each([
  ['image/jpeg', 'image', 'inline'], ['video/mp4', 'video', 'inline'], ['audio/ogg', 'audio', 'inline'],
  ['application/pdf', 'file', 'attachment'], ['text/plain; charset=shift_jis', 'file', 'attachment'],
  ['application/pdf', 'image', 'attachment'],
] as const)('%s as %s: %s, and never run', (type, kind, disposition) => {
  expect(headersFor(type, kind, 'x')).toMatchObject({
    'content-type': type, 'content-disposition': expect.stringMatching(`^${disposition}; `),
    'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin', 'cache-control': 'private, no-store', 'accept-ranges': 'bytes',
  })
})

test('a type that is not one of ours is bytes to be saved', () => {
  expect(headersFor('text/html', 'image', 'a.html')).toMatchObject({
    'content-type': 'application/octet-stream', 'content-disposition': "attachment; filename*=UTF-8''a.bin",
  })
})

test.each([
  ['給料明細.pdf', '給料明細.pdf'],
  ['../../etc/passwd', 'passwd.pdf'],
  ['C:\\Users\\me\\note.doc', 'note.pdf'],
  ['invoice\u202efdp.exe', 'invoicefdp.pdf'],
  ['a\r\nset-cookie: x=1.pdf', 'aset-cookie_ x=1.pdf'],
  ['say "hi"; x=.PDF', 'say _hi_; x=.PDF'],
  ['wages 2024.06', 'wages 2024.06.pdf'],
  ['.htaccess', 'file.pdf'],
  ['..my wages..', 'my wages.pdf'],
  ['\ud800half', '\ufffdhalf.pdf'],
  ['/', 'file.pdf'],
  [null, 'file.pdf'],
])('the name %j is %j', (sent, name) => {
  expect(nameIn('application/pdf', sent)).toBe(name)
})

test('an ending is kept that means the same', () => {
  expect(headersFor('image/jpeg', 'image', 'IMG_1.JPEG')['content-disposition']).toBe("inline; filename*=UTF-8''IMG_1.JPEG")
  expect(nameIn('text/plain; charset=utf-8', 'run.bat')).toBe('run.txt')
})

test('a name has at most 100 graphemes, none of them cut, and its header is plain ASCII of bounded length', () => {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  expect([...segmenter.segment(nameIn('application/pdf', `${'ကို'.repeat(300)}.pdf`))]).toHaveLength(100)
  expect(headersFor('image/png', 'image', `a${'\u0301'.repeat(5_000)}`)['content-disposition']?.length).toBeLessThan(4_096)
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (name) => {
    const header = headersFor('image/png', 'image', name)['content-disposition'] ?? ''
    expect(header).toMatch(/^inline; filename\*=UTF-8''(?:[\w.~!#$&+^`|-]|%[0-9A-F]{2})+$/)
    expect(header.length).toBeLessThan(4_096)
  }))
})

test.each([
  [undefined, null], ['', null], ['bytes=', null], ['bytes=-', null], ['items=0-1', null], ['bytes=0-1,4-5', null], ['bytes=5-2', null], ['bytes=a-b', null],
  ['bytes=0-', { start: 0, end: 99 }], ['bytes=0-0', { start: 0, end: 0 }], ['bytes=10-19', { start: 10, end: 19 }], ['Bytes=90-500', { start: 90, end: 99 }],
  ['bytes=-10', { start: 90, end: 99 }], ['bytes=-500', { start: 0, end: 99 }],
  ['bytes=100-', 'unsatisfiable'], ['bytes=-0', 'unsatisfiable'], [`bytes=${'9'.repeat(400)}-`, 'unsatisfiable'],
])('the range %j of 100 bytes is %j', (header, range) => {
  expect(rangeOf(header, 100)).toEqual(range)
})
