// Has Node keep what it compiles the desk to, so that its first start takes no longer than those that follow.
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

enableCompileCache(join(import.meta.dirname, '../../dist/compiled'))
await import('../start.ts')
// What only the desk would close must not keep it open; the cache is written on the way out.
process.exit(0)
