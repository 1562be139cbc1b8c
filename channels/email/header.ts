// The header of a mail or of one of its parts: names, values, parameters, encoded words (RFC 5322, 2047, 2231).
import { decode } from './charset.ts'

/** Bytes of one header that are looked at; what comes behind them is not read. */
const LIMIT = 262_144
const MOST_FIELDS = 2_000
const MOST_PARAMETERS = 60

export interface Field { readonly name: string; /** Unfolded, a character for each byte. */ readonly raw: string }

/** `name` in lower case, without the parameters behind it. */
export interface Value { readonly value: string; readonly parameters: Readonly<Record<string, string>> }

export class Header {
  readonly fields: readonly Field[]
  constructor(fields: readonly Field[]) { this.fields = fields }

  /** The first field of this name, a character for each byte; empty where there is none. */
  raw(name: string): string { return this.all(name)[0] ?? '' }
  all(name: string): string[] { return this.fields.filter((field) => field.name === name).map(({ raw }) => raw) }
  has(name: string): boolean { return this.fields.some((field) => field.name === name) }
  /** As people read it. */
  text(name: string): string { return words(this.raw(name)) }
  value(name: string): Value { return valueOf(this.raw(name)) }
}

export function readHeader(bytes: Uint8Array): Header {
  const lines = Buffer.from(bytes.subarray(0, LIMIT)).toString('latin1').split(/\r\n|\n|\r/)
  const fields: { name: string; raw: string[] }[] = []
  for (const line of lines) {
    const last = fields.at(-1)
    if (/^[ \t]/.test(line)) last?.raw.push(line)
    else {
      const colon = line.indexOf(':')
      const name = line.slice(0, colon).trim().toLowerCase()
      if (colon > 0 && /^[!-9;-~]+$/.test(name) && fields.length < MOST_FIELDS) fields.push({ name, raw: [line.slice(colon + 1)] })
    }
  }
  return new Header(fields.map(({ name, raw }) => ({ name, raw: raw.join('').trim() })))
}

const WORD = /=\?([^?\s*]{1,40})(?:\*[^?\s]{0,20})?\?([bq])\?([^?\r\n]*)\?=/gi

/** Encoded words that touch, in one character set, are decoded as one: Japanese programs cut letters in two. */
export function words(raw: string): string {
  let [shown, at] = ['', 0]
  let open: { charset: string; bytes: Buffer[] } | null = null
  const close = () => {
    if (open) shown += decode(Buffer.concat(open.bytes), open.charset)
    open = null
  }
  for (const hit of raw.matchAll(WORD)) {
    const [whole, charset = '', way = '', payload = ''] = hit
    const between = raw.slice(at, hit.index)
    const bytes = way.toLowerCase() === 'b' ? Buffer.from(payload, 'base64') : quoted(payload.replaceAll('_', ' '))
    if (!open || between.trim() !== '' || open.charset !== charset.toLowerCase()) {
      const touching = open !== null && between.trim() === ''
      close()
      if (!touching) shown += plain(between)
      open = { charset: charset.toLowerCase(), bytes: [] }
    }
    open.bytes.push(bytes)
    at = hit.index + whole.length
  }
  close()
  return (shown + plain(raw.slice(at))).replace(/[\t\n ]+/g, ' ').trim()
}

/** Bytes that should have been encoded and were not. */
function plain(raw: string): string {
  return decode(Buffer.from(raw, 'latin1'), undefined)
}

function quoted(text: string): Buffer {
  return Buffer.from(text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1')
}

export function valueOf(raw: string): Value {
  const [first = '', ...rest] = pieces(raw)
  const found = new Map<string, string>()
  const pairs = rest.slice(0, MOST_PARAMETERS).flatMap((piece) => {
    const equals = piece.indexOf('=')
    return equals < 1 ? [] : [[piece.slice(0, equals).trim().toLowerCase(), unquoted(piece.slice(equals + 1).trim())] as const]
  })
  for (const [name, value] of pairs) if (!name.includes('*') && !found.has(name)) found.set(name, words(value))
  for (const [name, value] of continued(pairs)) found.set(name, value)
  return { value: unquoted(first.trim()).toLowerCase(), parameters: Object.fromEntries(found) }
}

/** At every `;` that stands in no quotes. */
function pieces(raw: string): string[] {
  return raw.match(/(?:"(?:\\.|[^"\\])*"?|[^;"])+/g) ?? []
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, text.endsWith('"') && text.length > 1 ? -1 : undefined).replace(/\\(.)/g, '$1') : text
}

/** `name*=charset'language'text` and `name*0=`, `name*1*=` ... (RFC 2231). */
function continued(pairs: readonly (readonly [string, string])[]): Map<string, string> {
  const parts = new Map<string, { n: number; encoded: boolean; text: string }[]>()
  for (const [name, text] of pairs) {
    const [, base = '', n, star] = /^([^*]+)\*(?:(\d{1,3})(\*)?)?$/.exec(name) ?? []
    if (base) parts.set(base, [...parts.get(base) ?? [], { n: Number(n ?? 0), encoded: n === undefined || star !== undefined, text }])
  }
  return new Map([...parts].map(([name, list]) => {
    const sorted = list.toSorted((a, b) => a.n - b.n)
    const [, charset, body] = /^([^']*)'[^']*'(.*)$/s.exec(sorted[0]?.encoded ? sorted[0].text : '') ?? []
    const texts = sorted.map(({ encoded, text }, i) => {
      const own = i === 0 && body !== undefined ? body : text
      return encoded ? own.replace(/%([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : own
    })
    return [name, decode(Buffer.from(texts.join(''), 'latin1'), charset)]
  }))
}
