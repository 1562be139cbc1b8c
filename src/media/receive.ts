// Takes bytes from a platform into a file of their own, up to a limit.
import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** Bytes on their way to the store; where a process was killed they are left here. */
export function incomingIn(dataDir: string): string {
  return join(dataDir, 'incoming')
}

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
  const file = await open(path, 'wx', 0o600)
  try {
    await pipeline(limited, file.createWriteStream())
    return { path, size }
  } catch (error) {
    await rm(path, { force: true })
    if (error instanceof OverLimit) return 'too_large'
    throw error
  }
}

class OverLimit extends Error {}

/** Removes what killed processes left in `folder`: files nobody has written to since `before`. */
export async function sweep(folder: string, before: Date): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const seen = await stat(path).catch(() => null)
    if (seen && seen.mtime < before) await rm(path, { force: true })
  }
}
