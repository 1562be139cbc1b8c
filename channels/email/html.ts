// A mail in HTML as text: without what it quotes, and whole. Nothing is fetched, and no address of a link is lost.
import { compile } from 'html-to-text'

/** UTF-16 units. Behind them a mail is cut: the original is kept. */
const LONGEST = 1_000_000
const LIMITS = { maxInputLength: LONGEST, limits: { maxDepth: 100, maxChildNodes: 5_000, ellipsis: '…' }, wordwrap: false } as const

const skip = (selector: string) => ({ selector, format: 'skip' })
const USUAL = [
  ...['img', 'hr', 'style', 'title'].map((selector) => ({ selector, format: 'skip' })),
  { selector: 'a', options: { hideLinkHrefIfSameAsText: true, ignoreHref: false, noAnchorUrl: true } },
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
  { selector: 'table', options: { uppercaseHeaderCells: false } },
]
/** Elements in which mail programs put the mail that is answered. */
const QUOTES = ['.gmail_quote', '.gmail_extra', 'blockquote[type="cite"]', '.yahoo_quoted', '.protonmail_quote', '.moz-cite-prefix', '.gmail_attr', '.mobile-quote']

const whole = compile({ ...LIMITS, selectors: USUAL })
const own = compile({ ...LIMITS, selectors: [...USUAL, ...QUOTES.map(skip)] })

/** Where a quoted mail begins that is not inside an element of its own: it goes to the end. */
const FROM_HERE = /<(?:div|hr|span|table|blockquote)\b[^>]{0,300}(?:id=["']?(?:x_)?(?:divRplyFwdMsg|appendonsend|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION)\b|style=["'][^"'>]{0,200}border-top:\s*solid\s+#(?:E1E1E1|B5C4DF))/i

export function textOfHtml(html: string): string {
  return safely(whole, html)
}

/** Without the quoted mail; null where the mark-up does not tell what is quoted. */
export function ownTextOfHtml(html: string): string | null {
  const short = html.slice(0, LONGEST)
  const at = short.search(FROM_HERE)
  const upTo = at >= 0 ? short.slice(0, at) : short
  const isMarked = at >= 0 || /class=["'][^"'>]*(?:gmail_quote|yahoo_quoted|protonmail_quote|mobile-quote|moz-cite-prefix)|<blockquote[^>]+type=["']?cite/i.test(short)
  return isMarked ? safely(own, upTo) : null
}

function safely(convert: (html: string) => string, html: string): string {
  const short = html.slice(0, LONGEST)
  const stripped = () => short.replace(/<[^<>]{0,1000}>/g, ' ').trim()
  try {
    return isDeep(short) ? stripped() : convert(short).replace(/\u00a0/g, ' ').replace(/\n{3,}/g, '\n\n').trim()
  } catch {
    return stripped()
  }
}

const DEEPEST = 500
const MOST_TAGS = 50_000
/** They need no end, or close each other. */
const LOOSE = /^(?:p|li|t[dhr]|tbody|thead|d[dt]|option|br|img|hr|meta|input|link|col|area|base|source|wbr|o:p)$/i

/** What would keep the reader of the mark-up busy for minutes. */
function isDeep(html: string): boolean {
  let [depth, tags] = [0, 0]
  for (const [, end, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9:]{0,20})/gi)) {
    if (!LOOSE.test(name)) depth = Math.max(0, depth + (end ? -1 : 1))
    if (depth > DEEPEST || ++tags > MOST_TAGS) return true
  }
  return false
}
