// What the docs claim about channels, permissions and clocks is what the code says.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Capabilities } from '../channels/contract.ts'
import { channels } from '../channels/index.ts'
import { MOST_FILES } from '../channels/webchat/wire.ts'
import { runsOnOpeningHours, TARGETS } from '../src/cases/clock.ts'
import { SEVERITIES } from '../src/cases/severity.ts'
import { readConfig } from '../src/config.ts'
import { CannedReply } from '../src/gateway/canned.ts'
import { readYaml } from '../src/gateway/yaml.ts'
import { LIMITS } from '../src/media/inspect.ts'
import { PERMISSIONS, ROLES } from '../src/permissions.ts'
import { LIMITS as CHAT_LIMITS } from '../src/server/direct-line/door.ts'
import { UPLOAD_LIMIT } from '../src/server/direct-line/uploads.ts'

const tableRows = (page: string) => readFileSync(join(import.meta.dirname, '../docs', page), 'utf8').split('\n').filter((line) => line.startsWith('|')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))
const rows = tableRows('channels.md')

const hours = (limit: number | null) => (limit === null ? 'any time' : String(limit))
const yes = (can: boolean) => (can ? 'yes' : 'no')
const ROWS: Readonly<Record<string, (can: Capabilities) => string>> = {
  'characters of one message (UTF-16)': (can) => String(can.textLength),
  'choices shown as buttons': (can) => String(can.choices),
  'characters of a button': (can) => String(can.choiceLabelGraphemes),
  'the desk can send': (can) => can.sends.join(', '),
  'a file it sends has at most': (can) => (can.files ? `${can.files.largest / 1e6} MB` : '–'),
  'hours in which the guide may write': (can) => hours(can.replyWindowHours),
  'hours in which a counsellor may write': (can) => hours(can.counsellorWindowHours),
  'can arrive without notification': (can) => yes(can.discreet),
  'a worker can take a line back': (can) => yes(can.unsend),
  'the platform tells': (can) => can.receipts.join(', ') || '–',
}

test('the table of channels is the capabilities of the code', () => {
  const names = Object.keys(channels)
  expect(rows[0]).toEqual(['', ...names])
  const shown = new Map(rows.map(([title = '', ...cells]) => [title, cells]))
  for (const [title, tell] of Object.entries(ROWS)) expect([title, shown.get(title)]).toEqual([title, Object.values(channels).map(({ capabilities }) => tell(capabilities))])
})

test('the sizes of media are the limits of the code', () => {
  for (const [kind, limit] of Object.entries(LIMITS)) expect(rows.find(([name]) => name === kind)?.[2]).toBe(`${limit / 1e6} MB`)
})

const span = (seconds: number) => (seconds === 60 ? 'a minute' : seconds === 3_600 ? 'an hour' : `${seconds / 60} minutes`)

test('the limits of the web chat are those of the code', () => {
  const told = new Map(rows.map(([title = '', value = '']) => [title, value]))
  const named: Readonly<Record<string, { points: number; duration: number }>> = {
    'conversations begun, by address': CHAT_LIMITS.beginnings, 'messages, by conversation': CHAT_LIMITS.posts, 'uploads, by conversation': CHAT_LIMITS.uploads,
    'megabytes uploaded, by address': CHAT_LIMITS.megabytes, 'polls and reconnects, by conversation': CHAT_LIMITS.reads,
  }
  for (const [title, { points, duration }] of Object.entries(named)) expect([title, told.get(title)]).toEqual([title, `${points} in ${span(duration)}`])
  expect(told.get('one upload')).toBe(`${UPLOAD_LIMIT / 1e6} MB, ${MOST_FILES} files`)
})

test('the table of permissions is the one of the code', () => {
  const allowed = Object.entries(PERMISSIONS).map(([action, roles]: [string, readonly string[]]) => [action, ...ROLES.map((role) => (roles.includes(role) ? '✓' : ''))])
  expect(tableRows('staff.md')).toEqual([['', ...ROLES], ['', ...ROLES].map(() => '---'), ...allowed])
})

test('the table of clocks is the one of the code', () => {
  expect(tableRows('cases.md').slice(2)).toEqual(SEVERITIES.map((severity) => {
    const { response, accompaniment } = TARGETS
    const { minutes, warn, step } = response[severity]
    return [severity, runsOnOpeningHours(severity) ? 'open' : 'real', ...[minutes, warn, step, accompaniment[severity].minutes].map(String)]
  }))
})

test('the numbers of a conversation are those of the code', () => {
  const told = new Map(tableRows('inbox.md').map(([title = '', value = '']) => [title, value]))
  const { idle, undoSeconds } = readConfig([], {})
  const replies = ['beginning', 'asking', 'ending'].flatMap((name) => readYaml(join(import.meta.dirname, `../flows/replies/${name}.yaml`), z.array(CannedReply)))
  expect([...told.values()].slice(2)).toEqual([idle.askHours, idle.returnHours, undoSeconds, replies.length].map(String))
})
