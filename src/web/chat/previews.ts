// How one's own files look on this page while and after they are sent: from the phone's own copy, so that nothing is loaded twice.
import { recallFile } from './kept-files.ts'

export interface Previews {
  show(id: string, file: Blob): void
  /** From what was kept before a reload. */
  recall(id: string): void
  progressed(id: string, part: number): void
  addressOf(id: string): string | null
  /** From 0 to 1; null where nothing has gone yet. */
  progressOf(id: string): number | null
}

export function createPreviews(changed: () => void): Previews {
  const addresses = new Map<string, string>()
  const progress = new Map<string, number>()
  function show(id: string, file: Blob) {
    addresses.set(id, URL.createObjectURL(file))
    changed()
  }
  return {
    show,
    recall: (id) => void recallFile(id).then((file) => { if (file) show(id, file) }),
    progressed(id, part) {
      progress.set(id, part)
      changed()
    },
    addressOf: (id) => addresses.get(id) ?? null,
    progressOf: (id) => progress.get(id) ?? null,
  }
}
