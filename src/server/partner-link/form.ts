// What a partner sent by a form of their page: read with limits, and its files looked at and cleaned before they are kept.
import { rm } from 'node:fs/promises'
import type { Request } from 'express'
import type { RequestedFile } from '../../cases/requests.ts'
import { inspect } from '../../media/inspect.ts'
import { incomingIn, receive } from '../../media/receive.ts'
import type { Runtime } from '../../runtime.ts'

const MOST_FILES = 3
const LARGEST_FILE = 10_000_000
/** Bytes. */
export const LARGEST_BODY = MOST_FILES * LARGEST_FILE + 100_000
const MOST_YEN = 10_000_000

/** `cost` as it was typed; `yen` null where that is no amount. */
export interface Form { readonly doing: string; readonly text: string; readonly cost: string; readonly yen: number | null; readonly files: readonly File[] }

/** An unreadable form is an empty one. */
export async function readForm(request: Request): Promise<Form> {
  const body: unknown = request.body
  const type = request.headers['content-type'] ?? ''
  const sent = Buffer.isBuffer(body) ? await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData().catch(() => null) : null
  const field = (name: string) => {
    const value = sent?.get(name)
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : ''
  }
  const cost = field('cost')
  return {
    doing: field('do'), text: field('text'), cost, yen: yenIn(cost),
    files: (sent?.getAll('files') ?? []).filter((part) => typeof part !== 'string').filter((file) => file.size > 0),
  }
}

export interface KeptFiles { readonly files: readonly RequestedFile[]; drop(): Promise<void> }

/** Null where one of them is neither a PDF nor a photo, or too large; then none is kept. */
export async function keepFiles({ config, media, newId }: Runtime, files: readonly File[]): Promise<KeptFiles | null> {
  const kept: RequestedFile[] = []
  const drop = async () => { for (const { id } of kept) await media.remove(id) }
  if (files.length > MOST_FILES || files.some(({ size }) => size > LARGEST_FILE)) return null
  for (const file of files) {
    const received = await receive(file.stream(), LARGEST_FILE, incomingIn(config.dataDir))
    if (received === 'too_large') break
    try {
      const seen = await inspect(received.path, 'file')
      if (seen.status !== 'fine' || (seen.kind !== 'image' && seen.type !== 'application/pdf')) break
      const id = newId()
      await media.put(id, received.path, seen.type)
      kept.push({ id, name: file.name.slice(0, 200), type: seen.type })
    } finally {
      await rm(received.path, { force: true })
    }
  }
  if (kept.length === files.length) return { files: kept, drop }
  await drop()
  return null
}

function yenIn(typed: string): number | null {
  const digits = typed.normalize('NFKC').replace(/[,、\s円¥]/g, '')
  const yen = /^\d{1,8}$/.test(digits) ? Number(digits) : NaN
  return yen <= MOST_YEN ? yen : null
}
