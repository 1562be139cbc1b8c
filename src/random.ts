// Random bytes for ids and nonces.
import { randomBytes } from 'node:crypto'

/** Asked of the system for many at once: each call to it costs more than an id, or than sealing a value. */
const POOL = 4096
let pool = Buffer.alloc(0)

/** Bytes that nobody gets a second time. */
export function randomIn(size: number): Buffer {
  if (pool.length < size) pool = randomBytes(POOL)
  const bytes = pool.subarray(0, size)
  pool = pool.subarray(size)
  return bytes
}
