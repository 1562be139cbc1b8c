// Starts the desk: `node src/main.ts [--role web|worker|all]`. What Node made of its modules the last time is not made again.
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

enableCompileCache(join(import.meta.dirname, '../dist/compiled'))
await import('./run.ts')
