// Articles between the desk and files: `npm run -s articles -- export DIR` writes all that runs, `import DIR` makes drafts of what differs.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readConfig } from '../config.ts'
import { encryptionKeys } from '../encryption-keys.ts'
import { UnreadableArticle, writeArticle } from '../gateway/article-file.ts'
import { importFile } from '../gateway/article-versions.ts'
import { loadContent } from '../gateway/content.ts'
import { openLibrary } from '../gateway/library.ts'
import type { Library } from '../gateway/library.ts'
import type { Database } from '../store/database.ts'
import { migrate } from '../store/migrate.ts'
import { startPostgres } from '../store/postgres.ts'
import { openSealed } from '../store/sealing/open.ts'
import { openLog } from '../operate/log.ts'

/** Who wrote a draft that came from a file. */
const AUTHOR = 'import'
const root = resolve(import.meta.dirname, '../..')
const [what, folder] = process.argv.slice(2)

try {
  if ((what !== 'export' && what !== 'import') || folder === undefined) throw new Error('Say what to do, and the folder: npm run -s articles -- export DIR, or import DIR')
  const config = readConfig([])
  const postgres = config.databaseUrl === null ? await startPostgres(join(config.dataDir, 'postgres')) : null
  const url = config.databaseUrl ?? postgres?.urlOf('madoguchi') ?? ''
  await migrate(url, join(root, 'prisma/migrations'))
  const { db } = await openSealed(url, await encryptionKeys(config), 2)
  const library = await openLibrary(loadContent(root), db, () => new Date(), openLog({ level: 'silent', role: 'tool' }))
  try {
    if (what === 'export') writeFiles(library, folder)
    else await readFiles(db, library, folder)
  } finally {
    await library.close()
    await db.close()
    // A running desk's database is left running.
    if (postgres && !postgres.adopted) await postgres.stop()
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

function writeFiles(library: Library, into: string): void {
  mkdirSync(into, { recursive: true })
  const articles = [...library.now().articles.values()]
  for (const article of articles) writeFileSync(join(into, `${article.topic}.yaml`), writeArticle(article))
  process.stdout.write(`${articles.length} articles written to ${into}.\n`)
  const gone = [...library.files.articles.keys()].filter((topic) => !library.now().articles.has(topic))
  if (gone.length > 0) process.stdout.write(`Taken back in the desk, and not written: ${gone.join(', ')}\n`)
}

/** A file that cannot be read is told, and the others are read all the same. */
async function readFiles(db: Database, library: Library, from: string): Promise<void> {
  const count = { draft: 0, same: 0, open: 0 }
  for (const name of readdirSync(from).filter((one) => one.endsWith('.yaml')).toSorted()) {
    try {
      const { topic, result } = await importFile(db, library, readFileSync(join(from, name), 'utf8'), AUTHOR)
      count[result]++
      if (result === 'open') process.stdout.write(`${topic}: somebody is writing it already; put that away or publish it first\n`)
    } catch (error) {
      if (!(error instanceof UnreadableArticle)) throw error
      process.stderr.write(`${name}: ${error.message}\n`)
      process.exitCode = 1
    }
  }
  process.stdout.write(`${count.draft} drafts to review in the desk, ${count.same} as they run already, ${count.open} left alone.\n`)
}
