// A picture of staff as every app shows it: a JPEG small enough that no platform refuses it.
import { writeFile } from 'node:fs/promises'
import sharp from 'sharp'

/** Letters of a photographed page stay readable at this size. */
const SIDES = [2_400, 1_800, 1_200] as const
const QUALITIES = [85, 70, 55] as const

/** Puts it in place of the clean picture at `path`. Null where it cannot be made small enough. Width and height in pixels. */
export async function shrinkPicture(path: string, largest: number): Promise<{ readonly size: number; readonly width: number; readonly height: number } | null> {
  for (const side of SIDES) {
    for (const quality of QUALITIES) {
      const { data, info } = await sharp(path).resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
        .flatten({ background: 'white' }).jpeg({ quality }).toBuffer({ resolveWithObject: true })
      if (data.length > largest) continue
      await writeFile(path, data)
      return { size: data.length, width: info.width, height: info.height }
    }
  }
  return null
}
