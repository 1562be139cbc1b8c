// A word only its person knows: what is kept of it tells nobody what it is.
import { scryptSync, timingSafeEqual } from 'node:crypto'
import type { SecretWord } from './terms.ts'

const [SHORTEST, LONGEST] = [3, 30]
const DIGEST_BYTES = 32
/** About ten milliseconds a try. */
const COST = { N: 4096, r: 8, p: 1 }

/** In the log it stands like this. */
export const HIDDEN = '•••'

/** One line that is short enough to be remembered and long enough not to be typed by chance. */
export function isFit(text: string): boolean {
  const { length } = folded(text)
  return !text.trim().includes('\n') && length >= SHORTEST && length <= LONGEST
}

/** @param salt nobody else's */
export function kept(text: string, salt: string): SecretWord {
  return { salt, digest: digestOf(text, salt).toString('base64') }
}

export function isSame(text: string, word: SecretWord | null): boolean {
  if (!word || !isFit(text)) return false
  const digest = Buffer.from(word.digest, 'base64')
  return digest.length === DIGEST_BYTES && timingSafeEqual(digestOf(text, word.salt), digest)
}

function digestOf(text: string, salt: string): Buffer {
  return scryptSync(folded(text), salt, DIGEST_BYTES, COST)
}

/** Width, case and space make no difference to who types on another phone. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}
