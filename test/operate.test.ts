// What tells how the desk runs, without a desk: alerts and who is told, what a log and a metric can say, and that board and alarms ask for what is there.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { Contact } from '../src/knowledge/contacts.ts'
import { readYaml } from '../src/gateway/yaml.ts'
import { ALERTS, alertsIn } from '../src/operate/alerts.ts'
import { openLog } from '../src/operate/log.ts'
import { openMeters } from '../src/operate/meters.ts'
import { staleContacts } from '../src/operate/read-state.ts'
import { dayOf } from '../src/operate/series.ts'
import { toTell, turnedOver } from '../src/operate/standing.ts'
import type { DeskState } from '../src/operate/state.ts'

const root = resolve(import.meta.dirname, '..')
/** Noon in Japan. */
const NOON = new Date('2026-11-22T03:00:00Z')
const ago = (seconds: number, at = NOON) => new Date(at.getTime() - seconds * 1_000)
const worker = { id: '1', role: 'worker', version: '0.1.0', startedAt: ago(900), seenAt: ago(10) }
const LINE = { id: 'line', problems: [], quota: { limit: 200, used: 12 }, heardAt: ago(60) }
const FINE: DeskState = {
  at: NOON, waits: { turns: 0, deliveries: 1, translations: 2, media: 3, pages: 0 }, failed: {}, accounts: [LINE], translation: { used: 10, limit: 100 },
  unanswered: { count: 3, oldest: 90 }, danger: { open: 0, oldest: 0, acknowledged: 2, median: 40, longest: 60 }, onCallGap: null, staleContacts: [], processes: [worker], backupAt: ago(3_600), since: ago(9e6), connections: { limit: 100, byState: { active: 1, idle: 20 } },
}

test('a desk that runs raises nothing', () => {
  expect(alertsIn(FINE)).toEqual([])
})

test.each<[string, Partial<DeskState>, string]>([
  ['only a web process is there', { processes: [{ ...worker, role: 'web' }] }, 'noWorker'],
  ['the worker has been silent for over a minute', { processes: [{ ...worker, seenAt: ago(61) }] }, 'noWorker'],
  ['a message waits', { waits: { ...FINE.waits, turns: 121 } }, 'turnsWait'],
  ['an answer waits', { waits: { ...FINE.waits, deliveries: 301 } }, 'deliveriesWait'],
  ['a call at night waits', { waits: { ...FINE.waits, pages: 61 } }, 'pagesWait'],
  ['a translation waits', { waits: { ...FINE.waits, translations: 901 } }, 'translationsWait'],
  ['a photo waits', { waits: { ...FINE.waits, media: 901 } }, 'mediaWait'],
  ['one message was set aside', { failed: { turn: 1 } }, 'setAside'],
  ['five answers failed', { failed: { delivery: 5 } }, 'sendsFailed'],
  ['a token is refused', { accounts: [{ ...LINE, problems: [{ problem: 'access', since: '2026-11-22T00:00:00Z' }] }] }, 'channelRefused line'],
  ['four fifths of the messages are used', { accounts: [{ ...LINE, quota: { limit: 200, used: 160 } }] }, 'quotaNear line'],
  ['four fifths of the characters are used', { translation: { used: 80, limit: 100 } }, 'translationBudget'],
  ['nobody is on call tonight', { onCallGap: ago(-3_600) }, 'onCallGap'],
  ['a contact is stale', { staleContacts: ['police'] }, 'staleContacts'],
  ['the backup is over two days old', { backupAt: ago(172_801) }, 'backupOld'],
  ['there never was a backup', { backupAt: null }, 'backupOld'],
  ['connections are nearly used up', { connections: { limit: 100, byState: { active: 30, idle: 50 } } }, 'connectionsNear'],
])('%s: an alert', (_, change, expected) => {
  expect(alertsIn({ ...FINE, ...change }).map(({ kind, subject }) => `${kind} ${subject}`.trim())).toEqual([expected])
})

test('nothing is urged upon a new desk: no backup yet, no quota without a limit, no budget without one', () => {
  expect(alertsIn({ ...FINE, backupAt: null, since: ago(3_600), translation: null, accounts: [{ ...LINE, quota: { limit: null, used: 9e9 } }] })).toEqual([])
})

test('an alert that comes and goes within minutes is one; over for three minutes it has ended', () => {
  const open = { id: 'a', kind: 'turnsWait' as const, subject: '', raisedAt: ago(600), seenAt: ago(120), endedAt: null, toldAt: null }
  expect(turnedOver([open], [], NOON)).toEqual({ raise: [], goOn: [], end: [] })
  expect(turnedOver([{ ...open, seenAt: ago(180) }], [], NOON).end).toEqual(['a'])
  expect(turnedOver([open], [{ kind: 'turnsWait', subject: '' }, { kind: 'channelRefused', subject: 'line' }], NOON)).toEqual({ raise: [{ kind: 'channelRefused', subject: 'line' }], goOn: ['a'], end: [] })
})

test('administrators are told once, by day, and at night of what keeps messages and calls from arriving', () => {
  // 2:00 in Japan, and the last moment of its year.
  const [night, midnight] = [new Date('2026-11-22T17:00:00Z'), new Date('2026-12-31T14:59:59Z')]
  const at = (kind: keyof typeof ALERTS, now: Date, more = {}) => toTell({ kind, raisedAt: ago(300, now), seenAt: now, endedAt: null, toldAt: null, ...more }, now)
  expect(at('turnsWait', NOON, { raisedAt: ago(60) })).toBeNull()
  expect(at('turnsWait', NOON, { toldAt: ago(60) })).toBeNull()
  expect(at('quotaNear', night)).toBeNull()
  expect(at('quotaNear', midnight)).toBeNull()
  expect(at('quotaNear', NOON)).toBe('raised')
  for (const kind of ['turnsWait', 'deliveriesWait', 'noWorker', 'onCallGap'] as const) expect([kind, at(kind, night)]).toEqual([kind, 'raised'])
  // Nobody heard of it: that it is over is no news either.
  expect(at('turnsWait', NOON, { endedAt: NOON })).toBeNull()
  expect(at('quotaNear', night, { endedAt: night, toldAt: ago(9_000) })).toBeNull()
  expect(at('quotaNear', NOON, { endedAt: NOON, toldAt: ago(9_000) })).toBe('over')
})

test('a log holds nothing but what its list has, whoever gives it what', () => {
  const lines: string[] = []
  const log = openLog({ level: 'debug', role: 'test' }, { write: (text) => lines.push(text) })
  const planted = { conversation: 'tôi muốn chết', reason: 'LINE: To: +81 90-1234-5678', account: 'minh@example.org', chore: '鈴木', alert: 'x'.repeat(99), text: 'planted', err: new Error('planted') }
  log.error(planted, 'turn failed')
  log.warn({ reason: 'LINE: refused (400)', conversation: '018f0000-0000-7000-8000-000000000001', attempt: 3, certain: true }, 'not delivered')
  log.info({}, 'planted words' as 'started')
  expect(lines.map((text) => JSON.parse(text) as unknown)).toMatchObject([
    { role: 'test', msg: 'turn failed', conversation: '[hidden]', reason: '[hidden]', account: '[hidden]', chore: '[hidden]', alert: '[hidden]' },
    { msg: 'not delivered', reason: 'LINE: refused (400)', conversation: '018f0000-0000-7000-8000-000000000001', attempt: 3, certain: true },
    { msg: '[hidden]' },
  ])
  expect(lines.join('')).not.toMatch(/planted|chết|minh|1234|鈴木/)
})

test('nothing but the log writes to standard output while the desk runs', () => {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) => /\.ts$/.test(file) && !/^(tools|web|run\.ts|store\/generated)/.test(file))
  const loud = files.filter((file) => /console\.|process\.std(out|err)/.test(readFileSync(join(root, 'src', file), 'utf8')))
  expect(loud).toEqual([])
})

test('a day of minutes is a point for each ten, the longest wait in it; where nobody looked there is none', () => {
  const day = dayOf([{ at: ago(86_300), seconds: 7 }, { at: ago(601), seconds: 4 }, { at: ago(600), seconds: 9 }, { at: NOON, seconds: 2 }, { at: ago(90_000), seconds: 99 }], NOON)
  expect(day).toHaveLength(144)
  expect([day[0], day.at(-2), day.at(-1), day[70]]).toEqual([7, 9, 2, null])
})

test('a contact is stale past its day, or half a year after it was checked; a month lasts until its end', () => {
  const contacts = readYaml(join(root, 'flows/contacts.yaml'), z.array(Contact)).slice(0, 1)
  const stale = (more: Partial<Contact>) => staleContacts(new Map(contacts.map((contact) => [contact.id, { ...contact, checkedOn: '2026-11-01', ...more }])), NOON).length > 0
  expect([{ validTo: '2026-11-21' }, { checkedOn: '2026-05-22' }, { checkedOn: '2025' }].map((more) => stale(more))).toEqual([true, true, true])
  expect([{}, { validTo: '2026-11-22' }, { validTo: '2026-11' }, { checkedOn: '2026-05' }, { checkedOn: '2026' }].map((more) => stale(more))).toEqual([false, false, false, false, false])
})

/** Everything the desk exposes, as it is after one of each happened. */
async function exposed(): Promise<string> {
  const meters = openMeters()
  meters.webhook('line', 'accepted')
  meters.arrived('line', 'message')
  meters.turn(0.01, 'taken')
  meters.sent('line', 'sent')
  meters.called('google', 'translate', 'ok', 0.2)
  meters.translated('google', 12)
  meters.notified('email', 'sent')
  return meters.expose({ ...FINE, onCallGap: ago(-60), failed: { turn: 1, delivery: 2 } })
}

test('labels have only the names and values of short lists', async () => {
  const LISTS: Readonly<Record<string, RegExp>> = {
    channel: /^(line|messenger|webchat|email|botframework)$/, provider: /^(line|messenger|email|botframework|google|libretranslate)$/, call: /^[a-z]{4,9}$/, outcome: /^[a-z]{2,12}$/, type: /^[a-zA-Z]{4,18}$/,
    queue: /^(turns|deliveries|translations|media|pages)$/, kind: /^[a-zA-Z]{4,18}$/, role: /^(web|worker|all)$/, state: /^(active|idle|idle in transaction|other)$/, which: /^(median|longest)$/, medium: /^(line|email|push|webhook)$/, le: /^(\+Inf|[\d.]+)$/,
  }
  const lines = (await exposed()).split('\n').filter((text) => text.startsWith('madoguchi_'))
  expect(lines.length).toBeGreaterThan(60)
  const odd = lines.flatMap((text) => [...text.matchAll(/(\w+)="([^"]*)"/g)].filter(([, name = '', value = '']) => !LISTS[name]?.test(value)).map(([found]) => `${text}: ${found}`))
  expect(odd).toEqual([])
})

test('what has no value is left out rather than zero: no gap on call, no budget, no quota', async () => {
  const meters = openMeters()
  await meters.expose({ ...FINE, onCallGap: NOON })
  const text = await meters.expose({ ...FINE, translation: null, accounts: [{ ...LINE, quota: null }] })
  expect(text).not.toMatch(/^madoguchi_(on_call_gap_seconds|translation_characters_(used|limit)|channel_quota_(used|limit))[{ ]/m)
  expect(text).toMatch(/^madoguchi_unanswered 3$/m)
})

const Rules = z.object({ groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string(), annotations: z.object({ summary: z.string(), runbook: z.string() }) })) })) })
const rules = () => readYaml(join(root, 'deploy/prometheus/alerts.yml'), Rules).groups.flatMap((group) => group.rules)
const Board = z.object({ panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).optional() })) })
const FUNCTIONS = new Set(['sum', 'max', 'min', 'by', 'rate', 'histogram_quantile', 'absent', 'or', 'vector', 'time'])

/** Of an expression, without what stands in braces, brackets and quotes, and without the labels that are grouped by. */
function metricsIn(expr: string): string[] {
  const bare = expr.replace(/"[^"]*"/g, '').replace(/\{[^}]*\}|\[[^\]]*\]/g, '').replace(/\bby \([^)]*\)/g, 'by')
  return [...bare.matchAll(/[a-zA-Z_]\w*/g)].map(([name]) => name).filter((name) => !FUNCTIONS.has(name))
}

test('every metric and label that the board and the alarms ask for is there', async () => {
  const text = await exposed()
  const names = new Set([...text.matchAll(/^([a-z_0-9]+)[{ ]/gm)].map(([, name]) => name))
  const board = Board.parse(JSON.parse(readFileSync(join(root, 'deploy/grafana/madoguchi.json'), 'utf8')))
  const asked = [...rules().map(({ expr }) => expr), ...board.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr))]
  expect(asked.length).toBeGreaterThan(40)
  expect(asked.flatMap((expr) => metricsIn(expr).filter((name) => !names.has(name)).map((name) => `${name} in ${expr}`))).toEqual([])
  const labels = new Set([...text.matchAll(/(\w+)="/g)].map(([, name]) => name))
  const grouped = asked.flatMap((expr) => [...expr.matchAll(/\bby \(([^)]*)\)|(\w+)=~?"/g)].flatMap(([, by, one]) => (by ?? one ?? '').split(/,\s*/)))
  expect(grouped.filter((label) => !labels.has(label))).toEqual([])
})

test('every alarm says what to do, and the desk knows of the same ones', () => {
  const anchors = new Set([...readFileSync(join(root, 'docs/operate.md'), 'utf8').matchAll(/^### (.+)$/gm)].map(([, title = '']) => `docs/operate.md#${title.toLowerCase().replaceAll(' ', '-')}`))
  expect(rules().filter(({ annotations }) => !anchors.has(annotations.runbook))).toEqual([])
  const named = new Set(rules().map(({ alert }) => alert))
  expect(Object.keys(ALERTS).filter((kind) => !named.has(`Madoguchi${kind[0]?.toUpperCase()}${kind.slice(1)}`))).toEqual([])
})
