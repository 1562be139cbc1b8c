// Keeps in dist/ what takes a second to work out and follows from files alone, so that it is worked out once and not at every start.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Memory {
  /** What `make` gives as bytes: from the last time, where nothing it follows from has changed. */
  bytes(name: string, make: () => Uint8Array): Uint8Array
}

/** @param sources files and folders below `root`: everything the result follows from, code included */
export function openMemory(root: string, sources: readonly string[]): Memory {
  const digest = digestOf(root, sources)
  const folder = join(root, 'dist/remembered')
  return {
    bytes(name, make) {
      const file = join(folder, `${name}-${digest}.bin`)
      try {
        return readFileSync(file)
      } catch {
        const made = make()
        keep(folder, file, digest, made)
        return made
      }
    },
  }
}

/** Where nothing can be written, it is worked out again next time. What followed from other files goes. */
function keep(folder: string, file: string, digest: string, bytes: Uint8Array): void {
  try {
    mkdirSync(folder, { recursive: true })
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, bytes)
    renameSync(draft, file)
    for (const old of readdirSync(folder)) if (old.endsWith('.bin') && !old.endsWith(`-${digest}.bin`)) rmSync(join(folder, old), { force: true })
  } catch {
    return
  }
}

function digestOf(root: string, sources: readonly string[]): string {
  const hash = createHash('sha256')
  for (const source of sources) for (const file of filesBelow(join(root, source))) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file))
  return hash.digest('hex').slice(0, 24)
}

function filesBelow(path: string): string[] {
  return statSync(path).isDirectory() ? readdirSync(path).toSorted().flatMap((name) => filesBelow(join(path, name))) : [path]
}
