// Reads what the mutual help board holds back, one file for each language (flows/board).
import { z } from 'zod'
import { SIGNS } from '../board/kinds.ts'
import type { BoardWords } from '../board/screen.ts'
import { readYaml } from './yaml.ts'

const words = z.array(z.string().min(1))
const BoardFile = z.strictObject({
  ...z.object({}).shape, staff: words, digits: z.array(words).length(10), safe: words,
}).catchall(words)
const Phrases = z.partialRecord(z.enum(SIGNS), words)

/** @throws Error that names the file and what is wrong in it */
export function readBoardWords(file: string): BoardWords {
  const { staff, digits, safe, ...phrases } = readYaml(file, BoardFile)
  return { staff, digits, safe, phrases: Phrases.parse(phrases) }
}
