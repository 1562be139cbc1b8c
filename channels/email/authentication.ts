// Whether a mail is from whom it says: what our own border server reports in Authentication-Results (RFC 8601), nobody else.
import { domainOf } from './address.ts'
import type { Header } from './header.ts'

/** `none`: nothing was proven, neither way. */
export type Proof = 'pass' | 'fail' | 'none'

interface Result { readonly method: string; readonly result: string; readonly properties: ReadonlyMap<string, string> }

/** `authservId` is the name of the server whose report is believed; anybody can write such a header into a mail. */
export function proofOf(header: Header, from: string, authservId: string | null): Proof {
  // Of several the topmost: it was added last.
  const report = authservId === null ? undefined : header.all('authentication-results').map(read).find(({ id }) => id === authservId.toLowerCase())
  if (!report) return 'none'
  const domain = domainOf(from)
  const of = (method: string) => report.results.filter((one) => one.method === method)
  const isAligned = (one: Result, ...names: string[]) => names.some((name) => aligned(domainIn(one.properties.get(name)), domain))
  for (const dmarc of of('dmarc')) {
    const about = domainIn(dmarc.properties.get('header.from'))
    if (about !== '' && !aligned(about, domain)) continue
    if (dmarc.result === 'pass' || dmarc.result === 'fail') return dmarc.result
  }
  const isSigned = of('dkim').some((one) => one.result === 'pass' && isAligned(one, 'header.d', 'header.i'))
  const spf = of('spf').filter((one) => isAligned(one, 'smtp.mailfrom', 'smtp.from'))
  if (isSigned || spf.some(({ result }) => result === 'pass')) return 'pass'
  return spf.some(({ result }) => result === 'fail') ? 'fail' : 'none'
}

function read(raw: string): { id: string; results: Result[] } {
  const [id = '', ...rest] = withoutComments(raw).split(';')
  const results = rest.flatMap((one): Result[] => {
    const [first = '', ...properties] = one.trim().split(/\s+/)
    const [method = '', result = ''] = first.toLowerCase().split('=')
    return result === '' ? [] : [{ method: method.replace(/\/.*/, ''), result, properties: new Map(properties.flatMap(pair)) }]
  })
  return { id: (id.trim().split(/\s+/)[0] ?? '').replaceAll('"', '').toLowerCase(), results }
}

function pair(text: string): [string, string][] {
  const equals = text.indexOf('=')
  return equals > 0 ? [[text.slice(0, equals).toLowerCase(), text.slice(equals + 1).replaceAll('"', '')]] : []
}

/** Comments may stand within comments, and hold whatever somebody likes. */
function withoutComments(raw: string): string {
  let [kept, depth, quoted] = ['', 0, false]
  for (let i = 0; i < raw.length; i++) {
    const character = raw.charAt(i)
    if (character === '\\') i++
    else if (character === '"' && depth === 0) quoted = !quoted
    else if (character === '(' && !quoted) depth++
    else if (character === ')' && depth > 0) depth--
    else if (depth === 0) kept += quoted && character === ';' ? ' ' : character
  }
  return kept
}

function domainIn(value = ''): string {
  return value.slice(value.lastIndexOf('@') + 1).toLowerCase()
}

/** The same domain, or one below the other. */
function aligned(one: string, from: string): boolean {
  return one !== '' && one.includes('.') && (one === from || one.endsWith(`.${from}`) || from.endsWith(`.${one}`))
}
