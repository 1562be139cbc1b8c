// The keys that seal the database: `npm run -s keys` shows them by number; `-- add`, `reseal`, `names` and `drop N` change them (docs/keys.md).
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { keyText } from '../config-keys.ts'
import type { Key } from '../config-keys.ts'
import { readConfig } from '../config.ts'
import { encryptionKeys, KEY_FILE, writeKeys } from '../encryption-keys.ts'
import { openFiles } from '../media/files.ts'
import { countFiles, resealFiles } from '../media/reseal.ts'
import type { MediaStore } from '../media/store.ts'
import { startPostgres } from '../store/postgres.ts'
import { countSeals } from '../store/sealing/count.ts'
import type { Keyring } from '../store/sealing/keyring.ts'
import { withClient } from '../store/sealing/open.ts'
import { releaseKey, reseal } from '../store/sealing/reseal.ts'
import { changeNames, keyringFor } from '../store/sealing/state.ts'

const say = (line: string) => { process.stdout.write(`${line}\n`) }
const [what = 'show', which] = process.argv.slice(2)

try {
  const config = readConfig([])
  const file = join(config.dataDir, KEY_FILE)
  if (config.encryptionKeys === null && !existsSync(file)) throw new Error(`There are no keys in ${config.dataDir}. Set DATA_DIR, or ENCRYPTION_KEYS and DATABASE_URL, as the desk has them.`)
  const keys = await encryptionKeys(config)
  const place = config.encryptionKeys ? null : config.dataDir
  if (what === 'add') await add(keys, place)
  else if (what === 'names') await withDesk((client) => names(client, keys))
  else if (what === 'show' || what === 'reseal' || what === 'drop') {
    await withDesk(async (client) => {
      const keyring = await keyringFor(client, keys)
      const files = await openFiles(config)
      if (what === 'show') await show(client, keyring, files)
      else if (what === 'reseal') await resealAll(client, keyring, files)
      else await drop(client, keyring, files, keys, place)
    })
  } else throw new Error('Say what to do: npm run -s keys -- show, add, reseal, names, or drop and the number of a key')

  async function withDesk(work: (client: pg.Client) => Promise<void>): Promise<void> {
    const postgres = config.databaseUrl === null ? await startPostgres(join(config.dataDir, 'postgres')) : null
    try {
      await withClient(config.databaseUrl ?? postgres?.urlOf('madoguchi') ?? '', work)
    } finally {
      // A running desk's database is left running.
      if (postgres && !postgres.adopted) await postgres.stop()
    }
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

async function show(client: pg.Client, keyring: Keyring, files: MediaStore): Promise<void> {
  const [{ sealed, plain }, inFiles] = [await countSeals(client), await countFiles(files)]
  say(`Key ${keyring.newest('t')} seals; key ${keyring.newest('n')} seals names.`)
  for (const number of keyring.numbers) say(`Key ${number}: ${sealed.get(number) ?? 0} values, ${inFiles.get(number) ?? 0} files`)
  if (plain > 0 || inFiles.has(0)) say(`Not sealed yet: ${plain} values, ${inFiles.get(0) ?? 0} files. Run: npm run -s keys -- reseal`)
}

async function add(keys: readonly Key[], place: string | null): Promise<void> {
  const made = { number: Math.max(...keys.map(({ number }) => number)) + 1, bytes: randomBytes(32) }
  if (place === null) {
    say(keyText(made))
    say(`This is key ${made.number}. Give it to every machine behind the others in ENCRYPTION_KEYS and start the desk again there; then put it in front of them, and start again. Keep a copy.`)
    return
  }
  await writeKeys(place, [made, ...keys])
  say(`Key ${made.number} stands in front in ${join(place, KEY_FILE)}. Stop the desk and start it again; then run: npm run -s keys -- reseal. Keep a copy of the file.`)
}

async function resealAll(client: pg.Client, keyring: Keyring, files: MediaStore): Promise<void> {
  await reseal(client, keyring, say)
  const changed = await resealFiles(files, keyring, (done) => { say(`files: ${done}`) })
  if (changed > 0) say(`files: ${changed} sealed with key ${keyring.newest('t')}`)
  say(`Everything but names is sealed with key ${keyring.newest('t')}.`)
  if (keyring.newest('n') !== keyring.newest('t')) say(`Names are sealed with key ${keyring.newest('n')}: stop the desk and run npm run -s keys -- names`)
}

async function names(client: pg.Client, keys: readonly Key[]): Promise<void> {
  await keyringFor(client, keys)
  say(`${await changeNames(client, keys)} names are sealed with key ${keys[0]?.number}. Start the desk again.`)
}

async function drop(client: pg.Client, keyring: Keyring, files: MediaStore, keys: readonly Key[], place: string | null): Promise<void> {
  const number = Number(which)
  await releaseKey(client, keyring, number, (await countFiles(files)).get(number))
  if (place === null) say(`Nothing needs key ${number}. Take it out of ENCRYPTION_KEYS on every machine.`)
  else {
    await writeKeys(place, keys.filter((key) => key.number !== number))
    say(`Key ${number} is out of ${join(place, KEY_FILE)}.`)
  }
  say(`Backups made until today need it: keep a copy for as long as you keep them.`)
}
