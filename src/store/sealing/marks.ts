// How code says that a value is sealed before it reaches the database. What reads it back needs to say nothing.

import { randomBytes } from 'node:crypto'

/** Of this process alone: what somebody sends is never taken for a mark. */
const OURS = randomBytes(6).toString('hex')

/** One of Unicode's noncharacters and what nobody else knows. What is marked goes up to the end of its string. */
export const MARKS = { text: `\uFDD1${OURS}`, json: `\uFDD2${OURS}`, name: `\uFDD3${OURS}` } as const
export const MARK_LENGTH = MARKS.text.length

/** Sealed anew each time: nobody sees from outside that two are the same. For what is only read. Empty stays empty. */
export function secret(text: string): string
export function secret(text: string | null): string | null
export function secret(text: string | null): string | null {
  return text === null || text === '' ? text : MARKS.text + text
}

/** The same text becomes the same seal: for what is looked up, joined and unique. Says who writes to whom to nobody, but that it is the same one. */
export function named(text: string): string
export function named(text: string | null): string | null
export function named(text: string | null): string | null {
  return text === null || text === '' ? text : MARKS.name + text
}

/** Bytes that are only read. */
export const secretBytes = (bytes: Uint8Array): Buffer => Buffer.concat([Buffer.from(MARKS.text), bytes])

/** A whole JSON value, for a column or a part of one that no statement looks into. `json` is its text. */
export const secretJson = (json: string): string => MARKS.json + json

/** A JSON value under a key: a text as a text, anything else whole; what says only yes, no or nothing stays. */
function secretValue(value: unknown): unknown {
  if (typeof value === 'string') return secret(value)
  return value === null || value === undefined || typeof value === 'boolean' ? value : secretJson(JSON.stringify(value))
}

/** Each part of an object by itself, except those that are `open`: statements may look into them. `a.b` is the part b of the part a. */
export function secretParts(value: object, open: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, part]: [string, unknown]) => {
    const within = open.flatMap((path) => (path.startsWith(`${key}.`) ? [path.slice(key.length + 1)] : []))
    const parted = within.length > 0 && typeof part === 'object' && part !== null
    return [key, open.includes(key) ? part : parted ? secretParts(part, within) : secretValue(part)]
  }))
}
