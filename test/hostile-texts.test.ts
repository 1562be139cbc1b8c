// Texts made to take long: no pattern of the desk needs time by the cube of what a stranger writes, and nothing that reads strangers' words by the square.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createContext, Script } from 'node:vm'
import { parseSync } from 'vite'
import { expect, test } from 'vitest'
import { newTextOf } from '../channels/email/quote.ts'
import { textOfHtml } from '../channels/email/html.ts'
import { split } from '../channels/text.ts'
import { codesMeant } from '../src/companies/code.ts'
import { linkCodeIn } from '../src/gateway/link-code.ts'
import { normalise, withoutFurigana } from '../src/knowledge/normalise.ts'
import { partsOf } from '../src/language/parts.ts'
import { amountIn } from '../src/questionnaires/amounts.ts'
import { numberIn, numbersIn } from '../src/questionnaires/numbers.ts'
import { codeIn } from '../src/server/inquiry/code.ts'
import { content } from './content.ts'
import { STORM } from './mutations.ts'

const root = join(import.meta.dirname, '..')
const LONG = 2_500
const PATIENCE_MS = 5_000

interface Pattern { readonly file: string; readonly pattern: string; readonly flags: string }

/** Every regular expression that is written down in the code of the server, once. */
function patterns(): readonly Pattern[] {
  const found = new Map<string, Pattern>()
  for (const file of ['src', 'channels'].flatMap((folder) => filesIn(join(root, folder)))) {
    const look = (node: unknown): void => {
      if (Array.isArray(node)) return node.forEach(look)
      if (typeof node !== 'object' || node === null) return
      if ('regex' in node && isRegex(node.regex)) found.set(`/${node.regex.pattern}/${node.regex.flags}`, { file: file.slice(root.length + 1), ...node.regex })
      Object.values(node).forEach(look)
    }
    look(parseSync(file, readFileSync(file, 'utf8')).program)
  }
  return [...found.values()]
}

const isRegex = (value: unknown): value is { pattern: string; flags: string } => typeof value === 'object' && value !== null && 'pattern' in value && 'flags' in value

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((one) => {
    if (one.isDirectory()) return ['generated', 'web', 'tools'].includes(one.name) ? [] : filesIn(join(folder, one.name))
    return /(?<!\.d)\.tsx?$/.test(one.name) ? [join(folder, one.name)] : []
  })
}

/** What the pattern itself names, and what most of them name, over and over, with an end that fits nothing. */
const ATTACK = new Script(`
  const literal = [...new Set([...pattern.replace(/\\\\[pPu]\\{?[^}]*\\}?|\\\\[a-zA-Z]/g, '').replace(/[\\\\^$*+?()[\\]{}|]/g, '')])].slice(0, 8)
  const begins = ['', /^[\\w ]{0,12}/.exec(pattern.replace(/^\\^/, ''))[0]]
  const expression = new RegExp(pattern, flags.replace(/[gy]/g, ''))
  for (const unit of [...new Set(['a', '0', ' ', '\\n', '.', '-', '@', 'あ', '"', '<', 'a ', 'a.', '0,', '> ', '\\n ', '0-', ...literal, ...literal.map((one) => one + 'a'), ...literal.map((one) => one + ' '), literal.join('')])]) {
    if (unit !== '') for (const begin of new Set(begins)) expression.test(begin + unit.repeat(Math.ceil(${LONG} / unit.length)) + '\\u0001')
  }`)

test('no regular expression of the code hangs on a long text', { timeout: 120_000 }, () => {
  const all = patterns()
  expect(all.length).toBeGreaterThan(300)
  const hang = all.filter(({ pattern, flags }) => {
    try {
      ATTACK.runInContext(createContext({ pattern, flags }), { timeout: PATIENCE_MS })
      return false
    } catch (error) {
      if (error instanceof Error && error.message.includes('timed out')) return true
      throw error
    }
  })
  expect(hang.map(({ file, pattern, flags }) => `${file}: /${pattern}/${flags}`)).toEqual([])
})

test('an expression that does hang would be seen', () => {
  const attack = () => ATTACK.runInContext(createContext({ pattern: '^(a+)+$', flags: 'u' }), { timeout: 300 })
  expect(attack).toThrow(/timed out/)
})

/** Everything through which the words of a stranger go. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  language: (text) => content.language.detect(text), topic: (text) => content.matcher.match(text), danger: (text) => content.danger.check(text, null), mask: (text) => content.mask(text), personal: (text) => content.personal(text, []),
  amount: (text) => amountIn(text, 'vi'), numberIn, numbersIn, linkCode: linkCodeIn, company: codesMeant, privateCode: codeIn, normalise, withoutFurigana, parts: (text) => partsOf(text, 5_000), split: (text) => split(text, 5_000), mail: newTextOf, html: textOfHtml,
}
const UNITS = ['a', 'A', '0', ' ', '百', 'あ', '々', '（', '>', 'a@', '0-', 'ေ', 'က', '\u0301', ' \n', '<b>']
const SHORT = 1_500
const TIMES = 4
/** By the square it would be 16 times as long; what is done in a moment is not looked at. */
const MOST_TIMES_LONGER = 10
const MOMENT_MS = 20

test.each(Object.entries(READERS))('four times as long a text does not take sixteen times as long: %s', (_, read) => {
  const took = (text: string) => {
    // Of this thread alone: what else the machine does at the moment does not count.
    const from = process.threadCpuUsage()
    read(text)
    return process.threadCpuUsage(from).user / 1_000
  }
  const best = (text: string, times: number) => Math.min(...Array.from({ length: times }, () => took(text)))
  for (const unit of UNITS) {
    const text = (length: number) => `x${unit.repeat(length / unit.length)}y`
    if (took(text(SHORT * TIMES)) < MOMENT_MS) continue
    expect([unit, best(text(SHORT * TIMES), 2) / Math.max(MOMENT_MS / TIMES, best(text(SHORT), 2))]).toEqual([unit, expect.toSatisfy((ratio: number) => ratio < MOST_TIMES_LONGER)])
  }
  if (STORM > 1_000) for (const unit of UNITS) read(unit.repeat(100_000 / unit.length))
})
