// Takes bytes from a platform into a file of their own, up to a limit.
import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/**
 * Writes a new file into `folder`, which the caller removes when done. What is longer than `limitBytes` is read no further.
 * Throws what `bytes` throws, or what the disk says; then no file is left.
 */
export async function receive(
  bytes: AsyncIterable<Uint8Array>, limitBytes: number, folder: string,
): Promise<{ readonly path: string; readonly size: number } | 'too_large'> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, randomBytes(16).toString('hex'))
  let size = 0
  const limited = async function* () {
    for await (const chunk of bytes) {
      size += chunk.length
      if (size > limitBytes) throw new OverLimit()
      yield chunk
    }
  }
  try {
    await pipeline(limited, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    return { path, size }
  } catch (error) {
    await rm(path, { force: true })
    if (error instanceof OverLimit) return 'too_large'
    throw error
  }
}

class OverLimit extends Error {}
