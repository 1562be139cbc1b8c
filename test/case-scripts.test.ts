// Whole cases, each a file that a counsellor can read: her phone, the desk, and what must be true in between.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CORE_SCHEMA, load } from 'js-yaml'
import { test } from 'vitest'
import { CaseScript, playCase } from './case-script.ts'

const folder = join(import.meta.dirname, 'cases')
for (const name of readdirSync(folder).toSorted()) {
  const script = CaseScript.parse(load(readFileSync(join(folder, name), 'utf8'), { schema: CORE_SCHEMA }))
  test(script.title, () => playCase(script))
}
