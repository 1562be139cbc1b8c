// Bytes of a mail as text, whatever its sender called their character set. What is undecodable becomes U+FFFD; nothing throws.
import Encoding from 'encoding-japanese'
import iconv from 'iconv-lite'

/** The escapes of ISO-2022-JP: no other text has them. Old devices and Outlook leave the name of the set out. */
const JIS_ESCAPES = ['$@', '$B', '(B', '(J', '(I'].map((escape) => `\u001b${escape}`)
/** Names that mean ISO-2022-JP; each is read with Microsoft's table, the only one with ① and ㈱. */
const JIS = /^(?:(?:cs)?iso-?2022-?jp(?:-.*)?|cp5022[012]|jis)$/
/** Names that mail programs use for what the tables call otherwise. */
const ALIASES: Readonly<Record<string, string>> = {
  'x-sjis': 'cp932', 'ms_kanji': 'cp932', 'shift_jis': 'cp932', 'shift-jis': 'cp932', 'sjis': 'cp932', 'windows-31j': 'cp932', 'cswindows31j': 'cp932',
  'gb2312': 'gb18030', 'gbk': 'gb18030', 'x-gbk': 'gb18030', 'ks_c_5601-1987': 'cp949', 'euc-kr': 'cp949',
  'unicode-1-1-utf-7': 'utf-7', 'iso-8859-1': 'windows-1252', 'iso-8859-8-i': 'iso-8859-8', 'x-euc-jp': 'euc-jp', 'big5-hkscs': 'big5',
}

/** `charset` is what the mail says, if it says anything. */
export function decode(bytes: Uint8Array, charset: string | undefined): string {
  return tidy(read(bytes, (charset ?? '').toLowerCase().replace(/["'\s]/g, '')))
}

function read(bytes: Uint8Array, name: string): string {
  const ascii = !bytes.some((byte) => byte > 0x7f)
  if (ascii && JIS_ESCAPES.some((escape) => Buffer.from(bytes).includes(escape))) return readJis(bytes)
  if (JIS.test(name)) return ascii ? readJis(bytes) : guess(bytes)
  const known = ALIASES[name] ?? name
  if (known === '' || known === 'us-ascii' || known === 'ascii' || /^utf-?8$/.test(known) || !iconv.encodingExists(known)) return guess(bytes)
  return iconv.decode(Buffer.from(bytes), known)
}

function readJis(bytes: Uint8Array): string {
  return Encoding.convert(Buffer.from(bytes), { to: 'UNICODE', from: 'JIS', type: 'string' })
}

/** UTF-8 where the bytes are well-formed; else what Japanese phones wrote before, else Western. */
function guess(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    const found = Encoding.detect(bytes.subarray(0, 20_000), ['SJIS', 'EUCJP'])
    if (found === 'SJIS') return iconv.decode(Buffer.from(bytes), 'cp932')
    if (found === 'EUCJP') return iconv.decode(Buffer.from(bytes), 'euc-jp')
    // A few broken bytes in what is UTF-8 otherwise, a text cut off in a letter: the rest is still readable.
    const utf8 = Buffer.from(bytes).toString('utf8')
    const lost = utf8.split('\uFFFD').length - 1
    return lost * 20 < utf8.replace(/[\0-\x7f]/g, '').length ? utf8 : iconv.decode(Buffer.from(bytes), 'windows-1252')
  }
}

/** One form of composed letters, one of line ends. Burmese stays as it was typed: the marks of Zawgyi have an order of their own. */
function tidy(text: string): string {
  const lines = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\t\n]/gu, '')
  return /\p{Script=Myanmar}/u.test(lines) ? lines : lines.normalize('NFC')
}
