// Finds addresses and telephone numbers in a line, so that they can be shown as links without any HTML.
export interface Piece { readonly text: string; readonly href?: string }

// No look-behind and no matchAll: old Safari refuses the whole script for the one and lacks the other.
const candidates = [
  /https:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+/,
  // 0120-279-338, 03-1234-5678, +81-3-1234-5678, 09012345678
  /(?:\+\d{1,3}[- ])?\d{1,4}[-‐‑–]\d{1,4}[-‐‑–]\d{3,4}/,
  /0\d{9,10}/,
  // Japan's short service numbers: #7119, #8000, #9110
  /#[789]\d{3}/,
  // 110, 119: only as the number of a contact line ("Police: 110 (24 hours)"), never as an amount or an article of law
  /[:：]\s*(?:11[089]|171|18[89])(?=\s*(?:$|[\n(（]))/,
].map((part) => part.source).join('|')

function addressOf(found: string): string | null {
  if (found.startsWith('https://')) return found.length > 'https://'.length ? found : null
  const digits = found.replace(/\D/g, '')
  if (found.startsWith('#')) return `tel:%23${digits}`
  if (found.startsWith('+')) return digits.length >= 9 ? `tel:+${digits}` : null
  if (digits.length === 3) return `tel:${digits}`
  // Ten or eleven digits: a date such as 01-12-2026 has eight.
  return digits.startsWith('0') && (digits.length === 10 || digits.length === 11) ? `tel:${digits}` : null
}

/** Part of a longer number, word or address: not a number of its own. */
function isInside(text: string, start: number, end: number): boolean {
  return /[\w#&=/+.-]/.test(text.charAt(start - 1)) || /[\w-]/.test(text.charAt(end))
}

function withoutClosing(address: string): string {
  const open = address.includes('(')
  return address.replace(open ? /[.,;:!?'\]]+$/ : /[.,;:!?'\])]+$/, '')
}

export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  const search = new RegExp(candidates, 'gm')
  let done = 0
  for (let match = search.exec(text); match; match = search.exec(text)) {
    const raw = match[0].replace(/^[:：]\s*/, '')
    const isWeb = raw.startsWith('https://')
    const found = isWeb ? withoutClosing(raw) : raw
    const start = match.index + match[0].length - raw.length
    const end = start + found.length
    const href = addressOf(found)
    if (!href || (!isWeb && isInside(text, start, end))) continue
    if (start > done) pieces.push({ text: text.slice(done, start) })
    pieces.push({ text: found, href })
    done = end
  }
  if (done < text.length) pieces.push({ text: text.slice(done) })
  return pieces
}
