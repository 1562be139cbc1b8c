// A desk to look around in, filled with an invented month: `npm run demo`. It has a database of its own and sends nothing to anybody.
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { hashPassword } from 'better-auth/crypto'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { loadContent } from '../gateway/content.ts'
import { startWorker } from '../jobs/worker.ts'
import { newId, now } from '../runtime.ts'
import { startServer } from '../server/app.ts'
import { openRuntime } from '../start.ts'
import type { Ending } from '../start.ts'
import { addShifts } from '../store/rota.ts'
import { addStaff } from '../store/staff.ts'
import type { Reader } from '../store/visible.ts'
import { changeMember } from '../store/team.ts'
import { addTest, addWay } from '../store/ways.ts'
import { COLLEAGUES, emailOf, PASSWORD } from './demo/colleagues.ts'
import { keptField, openPages } from './demo/acts.ts'
import { everyday } from './demo/everyday.ts'
import { createPhrasebook } from './demo/phrasebook.ts'
import { demoConfig, startPlatforms } from './demo/platforms.ts'
import { playMonth } from './demo/play.ts'
import type { Clock } from './demo/play.ts'
import { sheetStories } from './demo/sheets.ts'
import { readStories } from './demo/story.ts'

const root = resolve(import.meta.dirname, '../..')
const { values } = parseArgs({ options: { again: { type: 'boolean', default: false } } })
const write = (text: string) => { process.stdout.write(text) }
const ending: Ending = []
const stop = async () => { for (const end of ending.splice(0).reverse()) await end() }

try {
  const ordinary = readConfig([])
  const folder = join(ordinary.dataDir, 'demo')
  // A month that was cut off is begun anew.
  const whole = join(folder, 'filled')
  const fresh = values.again || !existsSync(whole)
  if (fresh) rmSync(folder, { recursive: true, force: true })
  const platforms = await startPlatforms()
  ending.push(() => platforms.close())
  const config = { ...demoConfig(ordinary, folder, platforms.url), logLevel: 'error', innerWebhooks: true }
  const stories = readStories()
  const content = loadContent(root)
  const clock: Clock = { at: null }
  const runtime = await openRuntime(config, content, ending, { now: () => clock.at ?? now(), translator: createPhrasebook(stories) })
  const server = await startServer(runtime, root)
  ending.push(() => server.close())
  if (fresh) {
    write('Filling the desk with a month (about a minute) ')
    const readers = await employ(runtime.db, platforms.url)
    const pages = openPages(config.publicUrl)
    await pages.play('before')
    const month = [...stories, ...everyday([...content.articles.keys()]), ...sheetStories(content.questionnaires)]
      .map((story) => (story.code !== undefined && pages.kept.has(story.code) ? { ...story, code: keptField(pages.kept, story.code, 'code') } : story))
    await playMonth(runtime, clock, month, readers, now(), (done, all) => { if (done % Math.ceil(all / 20) === 0) write('.') })
    await pages.play('after')
    await pages.neighbours(now())
    writeFileSync(whole, '')
    write(' done.\n')
  }
  const worker = startWorker(runtime)
  ending.push(() => worker.close())
  write(['', 'A desk to look around in. Everybody in it is invented; nothing leaves this computer.', `  Workers write at       ${config.publicUrl}/`, `  Counsellors answer at  ${config.publicUrl}/desk`, '', 'Sign in as one of them:',
    ...COLLEAGUES.map((one) => `  ${emailOf(one)}  ${PASSWORD}   ${one.name} (${one.roles.join(', ')})`), '', 'Ctrl-C stops it; `npm run demo -- --again` begins anew.', ''].join('\n'))
  process.once('SIGINT', () => void stop().then(() => process.exit(0))).once('SIGTERM', () => void stop().then(() => process.exit(0)))
} catch (error) {
  await stop()
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

/** The staff, who is on call, and how each is called: by a page of the platform that takes everything. */
async function employ(db: Parameters<typeof addShifts>[0], platform: string): Promise<Map<string, Reader>> {
  const readers = new Map<string, Reader>()
  const hash = await hashPassword(PASSWORD)
  const DAY = 86_400_000
  for (const [i, colleague] of COLLEAGUES.entries()) {
    const id = newId()
    await addStaff(db.prisma, { id, credentialId: newId(), name: colleague.name, email: emailOf(colleague), roles: colleague.roles, languages: colleague.languages, hash })
    await changeMember(db, id, { publicName: colleague.publicName })
    readers.set(colleague.key, { id, roles: colleague.roles })
    if (!colleague.roles.includes('on-call')) continue
    const way = newId()
    await addWay(db, { id: way, staffId: id, medium: 'webhook', address: `${platform}/call`, secrets: { key: 'demo' }, code: null })
    await addTest(db, id, way, new Date(now().getTime() - 29 * DAY), newId)
    await addShifts(db, [{ id: newId(), staffId: id, line: i === 0 ? 2 : 1, startsAt: new Date(now().getTime() - 30 * DAY), endsAt: new Date(now().getTime() + 14 * DAY), createdBy: id }])
  }
  return readers
}
