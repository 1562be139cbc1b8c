// The commands of the README, as a newcomer types them.
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { words } from './content.ts'
import { eventually, openDesk } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'
import { TEST_KEYS } from './keys.ts'
import { CHILD } from './child.ts'

const root = resolve(import.meta.dirname, '..')

function run(tool: string, args: readonly string[], input = '', env: Record<string, string> = {}): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.execPath, [`src/tools/${tool}.ts`, ...args], { cwd: root, env: { ...CHILD, ENCRYPTION_KEYS: TEST_KEYS, ...env } })
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString() })
  child.stderr.on('data', (chunk: Buffer) => { out += chunk.toString() })
  child.stdin.end(input)
  return new Promise((done) => child.on('close', (code) => done({ code, out })))
}

test('talk converses in the language asked for, taps a button by its number, and shows danger', async () => {
  const { code, out } = await run('talk', ['--language', 'vi'], 'em muốn chết\n1\n')
  expect(code).toBe(0)
  expect(out).toContain(words('vi', 'welcome.promise'))
  expect(out).toContain('danger: suicide')
  expect(out).toContain(words('vi', 'handover.asked'))
  expect((await run('talk', ['--language', 'xx'])).code).toBe(2)
})

test('replay posts a saved webhook, signed, and says what the desk answered', async () => {
  const line = await startLine()
  const env = { LINE_CHANNEL_SECRET: 's', LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url }
  const desk = await openDesk(env)
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-replay-'))
  try {
    const file = join(folder, 'webhook.json')
    writeFileSync(file, JSON.stringify({ destination: line.botUserId, events: [line.textEvent({ user: lineUser('Replay'), text: 'hello' })] }))
    const { code, out } = await run('replay', [file], '', { ...env, PORT: new URL(desk.url).port })
    expect({ code, out }).toEqual({ code: 0, out: 'The desk answered 200.\n' })
    await eventually(() => line.sent.length === 1)
    expect((await run('replay', [file], '', { ...env, LINE_CHANNEL_SECRET: 'wrong', PORT: new URL(desk.url).port })).out).toBe('The desk answered 401.\n')
    expect((await run('replay', [])).out).toContain('Say which file')
    expect((await run('replay', [file], '', { ...env, PORT: '9' })).out).toContain('not running')
  } finally {
    rmSync(folder, { recursive: true })
    await desk.stop()
    await line.close()
  }
})

test('evaluate predicts one line for each line, in order, and refuses what is no labelled message', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-evaluate-'))
  const file = join(folder, 'messages.jsonl')
  writeFileSync(file, ['{"lang":"en","kind":"crisis","text":"I want to die","label":"suicide"}', '{"text":"they did not pay my wages this month"}'].join('\n'))
  const { out } = await run('evaluate', ['--predict', file])
  const [first, second] = out.trim().split('\n').map((line) => JSON.parse(line))
  expect(first).toMatchObject({ detected: 'en', danger: 'suicide' })
  expect(second).toMatchObject({ detected: 'en', danger: null, topics: expect.arrayContaining(['labour.unpaid-wages']) })
  writeFileSync(file, 'not json')
  expect(await run('evaluate', [file])).toMatchObject({ code: 2, out: expect.stringContaining('line 1') })
  rmSync(folder, { recursive: true })
})

test('articles writes what runs as the files are, makes a draft of what differs, and says which file it cannot read', async () => {
  const desk = await openDesk()
  const env = { DATABASE_URL: desk.databaseUrl }
  const [flows, folder] = [join(root, 'flows/faq'), mkdtempSync(join(tmpdir(), 'madoguchi-articles-'))]
  try {
    expect(await run('articles', ['export'], '', env)).toMatchObject({ code: 1, out: expect.stringContaining('Say what to do') })
    const names = readdirSync(flows)
    expect(await run('articles', ['export', folder], '', env)).toMatchObject({ code: 0, out: `${names.length} articles written to ${folder}.\n` })
    expect(names.filter((name) => readFileSync(join(folder, name), 'utf8') !== readFileSync(join(flows, name), 'utf8'))).toEqual([])
    const changed = readFileSync(join(folder, 'tax.pension.yaml'), 'utf8').replace(/^reviewBy: .*$/m, 'reviewBy: 2028-01-01')
    writeFileSync(join(folder, 'tax.pension.yaml'), changed)
    writeFileSync(join(folder, 'broken.yaml'), 'topic: nothing')
    const { code, out } = await run('articles', ['import', folder], '', env)
    expect([code, out]).toEqual([1, expect.stringContaining(`1 drafts to review in the desk, ${names.length - 1} as they run already, 0 left alone.`)])
    expect(out).toContain('broken.yaml: ')
    expect((await run('articles', ['import', folder], '', env)).out).toContain('tax.pension: somebody is writing it already')
  } finally {
    rmSync(folder, { recursive: true })
    await desk.stop()
  }
})
