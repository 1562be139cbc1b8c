// The two steps of taking a sheet: it is checked, row by row, and only one without a mistake is taken.
import { useState } from 'react'
import type { Answer } from './api.ts'
import { inBase64 } from './inBase64.ts'
import { show } from './notices.ts'
import { useChange } from './staff/useChange.ts'

interface Imported { readonly added: number; readonly changed: number; readonly problems: readonly unknown[] }

interface SheetImport<Result> {
  /** `dry`: it is checked, and nothing is taken. */
  take(file: string, dry: boolean): Promise<Answer<Result>>
  /** First word of the queries that are out of date then. */
  readonly again: string
  /** What is said once it was taken. */
  readonly taken: string
  onClose(): void
}

/** `seen`: what the last look found. `ready`: it can be taken. */
export function useSheetImport<Result extends Imported>({ take, again, taken, onClose }: SheetImport<Result>) {
  const [file, setFile] = useState('')
  const [seen, setSeen] = useState<Result | null>(null)
  const importing = useChange({
    ask: (dry: boolean) => take(file, dry), again: [again],
    onDone: (result, dry) => {
      setSeen(result)
      if (dry || result.problems.length > 0) return
      show(taken)
      onClose()
    },
  })
  const choose = async (chosen: File | null) => {
    setSeen(null)
    importing.reset()
    // The sheet before is not sent in place of one that is still being read.
    setFile('')
    if (chosen) setFile(await inBase64(chosen))
  }
  const ready = seen !== null && seen.problems.length === 0 && seen.added + seen.changed > 0
  return { seen, ready, choose, importing, mayGo: file !== '' && (seen === null || ready) }
}
