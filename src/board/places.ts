// Coarse places: nobody's position is kept more exactly than about ten kilometres, and nobody is told a distance more exactly than a band.
import { prefectures } from '../people/prefectures.ts'

export interface Position { readonly latitude: number; readonly longitude: number }

/** Degrees; a tenth is about eleven kilometres from north to south. */
const GRID = 0.1
const EARTH_KM = 6_371
/** Kilometres a reader may look around, and up to which a distance is told. */
export const BANDS = [10, 30, 100, 300] as const

/** The nearest crossing of the grid; null outside Japan. */
export function coarse({ latitude, longitude }: Position): Position | null {
  if (!(latitude > 20 && latitude < 46.5 && longitude > 122 && longitude < 154.5)) return null
  const round = (degrees: number) => Number((Math.round(degrees / GRID) * GRID).toFixed(1))
  return { latitude: round(latitude), longitude: round(longitude) }
}

/** `35.7,139.8` as a page sends it; null where it is no place in Japan. */
export function positionIn(text: string): Position | null {
  const [, latitude, longitude] = /^(\d{1,2}(?:\.\d{1,9})?),(\d{1,3}(?:\.\d{1,9})?)$/.exec(text.trim()) ?? []
  return latitude === undefined ? null : coarse({ latitude: Number(latitude), longitude: Number(longitude) })
}

/** Of the prefecture's office, coarse as well; null for a name that is none. */
export function positionOf(prefecture: string): Position | null {
  const found = prefectures.find(({ ja }) => ja === prefecture)
  return found ? coarse(found) : null
}

/** Along a great circle. */
export function kilometres(a: Position, b: Position): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const h = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2
    + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(radians(b.longitude - a.longitude) / 2) ** 2
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** The band a distance falls into; null: further than the last. */
export function bandOf(distance: number): number | null {
  return BANDS.find((band) => distance <= band) ?? null
}

/** In both scripts: whoever reads one of them finds it on a sign at the station. */
export function prefectureName(prefecture: string, language: string): string {
  const found = prefectures.find(({ ja }) => ja === prefecture)
  if (!found) return ''
  return language === 'ja' || language === 'zh' ? `${found.ja} ${found.en}` : `${found.en} ${found.ja}`
}
