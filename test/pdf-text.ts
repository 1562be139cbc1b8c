// Reads the text back out of a PDF as pdfkit writes it: each font says which sign stands for which characters.
import { inflateSync } from 'node:zlib'

/** The text of all pages, one line for each place where the pen was set down. */
export function pdfText(pdf: Buffer): string {
  const objects = objectsIn(pdf)
  const text = (id: string) => objects.get(id) ?? ''
  const signs = new Map<string, ReadonlyMap<string, string>>()
  const lines: string[] = []
  for (const page of [...objects.values()].filter((one) => /\/Type \/Page\b(?!s)/.test(one))) {
    const resources = text(/\/Resources (\d+) 0 R/.exec(page)?.[1] ?? '')
    for (const [, name = '', font = ''] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) signs.set(name, signsOf(text(/\/ToUnicode (\d+) 0 R/.exec(text(font))?.[1] ?? '')))
    let known: ReadonlyMap<string, string> = new Map()
    for (const [whole, font, shown] of text(/\/Contents (\d+) 0 R/.exec(page)?.[1] ?? '').matchAll(/\/(F\d+) [\d.]+ Tf|\[(.*?)\] TJ/g)) {
      if (font !== undefined) known = signs.get(font) ?? known
      else if (whole.endsWith('TJ')) lines.push([...(shown ?? '').matchAll(/<([\da-f]*)>/gi)].map(([, hex = '']) => (hex.match(/.{4}/g) ?? []).map((sign) => known.get(sign.toLowerCase()) ?? '').join('')).join(''))
    }
  }
  return lines.join('\n')
}

function objectsIn(pdf: Buffer): Map<string, string> {
  const raw = pdf.toString('latin1')
  const objects = new Map<string, string>()
  for (const hit of raw.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const start = hit.index + hit[0].length
    const stream = raw.indexOf('stream\n', start)
    const end = raw.indexOf('endobj', start)
    if (stream === -1 || stream > end) { objects.set(hit[1] ?? '', raw.slice(start, end)); continue }
    const head = raw.slice(start, stream)
    const length = Number(/\/Length (\d+)/.exec(head)?.[1])
    const bytes = pdf.subarray(stream + 7, stream + 7 + length)
    objects.set(hit[1] ?? '', head.includes('FontFile') || !head.includes('FlateDecode') ? head : head + inflated(bytes))
  }
  return objects
}

function inflated(bytes: Buffer): string {
  try { return inflateSync(bytes).toString('latin1') } catch { return '' }
}

/** Of a ToUnicode map: each sign in hexadecimal -> its characters. */
function signsOf(map: string): ReadonlyMap<string, string> {
  const signs = new Map<string, string>()
  const characters = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le')
  for (const [, first = '', , list = ''] of map.matchAll(/<([\da-f]+)> <([\da-f]+)> \[(.*?)\]/gis)) {
    [...list.matchAll(/<([\da-f ]+)>/gi)].forEach(([, hex = ''], i) => signs.set((Number.parseInt(first, 16) + i).toString(16).padStart(4, '0'), characters(hex.replaceAll(' ', ''))))
  }
  return signs
}
