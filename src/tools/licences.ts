// Writes docs/licences.md: `npm run -s licences`. Exits with 1 where a licence is not one of those allowed.
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ALLOWED, licencesPage, readLock, shipped } from './licence-list.ts'

const root = resolve(import.meta.dirname, '../..')
const lock = readLock(root)
writeFileSync(join(root, 'docs/licences.md'), licencesPage(lock))
const refused = shipped(lock).filter(({ licence }) => !ALLOWED.has(licence))
for (const { name, version, licence } of refused) process.stderr.write(`${name} ${version}: ${licence}\n`)
process.exitCode = refused.length === 0 ? 0 : 1
