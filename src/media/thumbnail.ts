// A small picture of a picture, for paper.
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import type { MediaStore } from './store.ts'

const LONGEST_SIDE = 1_000

/** JPEG. Null where nothing lies in the store, or it is no picture that can be drawn. */
export async function thumbnailOf(store: MediaStore, id: string): Promise<Buffer | null> {
  const whole = await store.open(id)
  if (!whole) return null
  const bytes = await buffer(whole.bytes)
  return sharp(bytes).rotate().resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true }).flatten({ background: '#fff' }).jpeg({ quality: 75 }).toBuffer().catch(() => null)
}
