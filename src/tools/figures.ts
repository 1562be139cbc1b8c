// Loads the figures that were published before this desk existed, and prints them: `npm run -s figures`. `-- --language en` for English, `-- --print` loads nothing.
import { join, resolve } from 'node:path'
import { readConfig } from '../config.ts'
import { encryptionKeys } from '../encryption-keys.ts'
import { readYaml } from '../gateway/yaml.ts'
import { laidOut, printed, PublishedSources } from '../reports/published.ts'
import { migrate } from '../store/migrate.ts'
import { startPostgres } from '../store/postgres.ts'
import { loadPublished } from '../store/published.ts'
import { openSealed } from '../store/sealing/open.ts'

const root = resolve(import.meta.dirname, '../..')
const language = process.argv[process.argv.indexOf('--language') + 1] === 'en' ? 'en' : 'ja'

try {
  const sources = readYaml(join(root, 'prisma/seed/founders-figures.yaml'), PublishedSources)
  process.stdout.write(`${sources.flatMap((source) => [...printed(laidOut(source), language), '']).join('\n')}\n`)
  if (!process.argv.includes('--print')) await load()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

async function load(): Promise<void> {
  const config = readConfig([])
  const postgres = config.databaseUrl === null ? await startPostgres(join(config.dataDir, 'postgres')) : null
  const url = config.databaseUrl ?? postgres?.urlOf('madoguchi') ?? ''
  try {
    await migrate(url, join(root, 'prisma/migrations'))
    const { db } = await openSealed(url, await encryptionKeys(config), 2)
    try {
      process.stdout.write(`${await loadPublished(db, readYaml(join(root, 'prisma/seed/founders-figures.yaml'), PublishedSources))} figures are loaded: they stand on the page of statistics.\n`)
    } finally {
      await db.close()
    }
  } finally {
    // A running desk's database is left running.
    if (postgres && !postgres.adopted) await postgres.stop()
  }
}
