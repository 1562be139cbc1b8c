// The words that leave this page at once when they are all that is written.
import byLanguage from '../../../flows/exit.json'

const folded = (text: string) => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim()

const words = new Set(Object.values(byLanguage).flat().map(folded))

/** What is typed in another way, and words of one's own, the server knows: its echo says that the page is to leave. */
export const isExitWord = (text: string) => words.has(folded(text))
