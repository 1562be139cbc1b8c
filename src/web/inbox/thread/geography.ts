// Where a place is, found without asking anybody: on the drawn outline of Japan, and beside which prefecture's office.
import { JAPAN, OUTLINE } from './japan.ts'
import { type Prefecture, prefectures } from '../../../people/prefectures.ts'

export interface Place { readonly latitude: number; readonly longitude: number }

type Point = readonly [x: number, y: number]

const EARTH_KM = 6371
/** So far from the drawn coast, in units of the drawing (about 12 km), still counts as Japan: the coast is drawn roughly. */
const OFFSHORE = 5

const radians = (degrees: number) => degrees * Math.PI / 180
const mercator = (latitude: number) => Math.log(Math.tan(Math.PI / 4 + radians(latitude) / 2)) * 180 / Math.PI

/** The point on the drawing. */
export const project = ({ latitude, longitude }: Place): Point =>
  [(longitude - JAPAN.west) * JAPAN.scale, (mercator(JAPAN.north) - mercator(latitude)) * JAPAN.scale]

function islandOf(path: string): readonly Point[] {
  const numbers = (path.match(/-?\d+/g) ?? []).map(Number)
  const points: Point[] = []
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    const [x, y] = points.at(-1) ?? [0, 0]
    points.push([x + (numbers[i] ?? 0), y + (numbers[i + 1] ?? 0)])
  }
  return points
}

let islands: readonly (readonly Point[])[] | undefined

function isNear([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): boolean {
  const [dx, dy] = [bx - ax, by - ay]
  const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)))
  return Math.hypot(x - ax - along * dx, y - ay - along * dy) <= OFFSHORE
}

function isOn(point: Point, island: readonly Point[]): boolean {
  const [x, y] = point
  let inside = false
  for (const [index, a] of island.entries()) {
    const b = island.at(index - 1) ?? a
    if (isNear(point, a, b)) return true
    const [[ax, ay], [bx, by]] = [a, b]
    if (ay > y !== by > y && x < (bx - ax) * (y - ay) / (by - ay) + ax) inside = !inside
  }
  return inside
}

/** Roughly: at the coast some kilometres of sea count. */
export function isInJapan(place: Place): boolean {
  islands ??= OUTLINE.trim().split('z').filter((path) => path.includes('M')).map(islandOf)
  const point = project(place)
  return islands.some((island) => isOn(point, island))
}

function kilometres(a: Place, b: Place): number {
  const half = (from: number, to: number) => Math.sin(radians(to - from) / 2) ** 2
  const chord = half(a.latitude, b.latitude) + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(a.longitude, b.longitude)
  return 2 * EARTH_KM * Math.asin(Math.sqrt(chord))
}

/** The prefecture whose office is nearest, and how far that is. Near a border it may be the neighbour. */
export function nearestPrefecture(place: Place): { readonly prefecture: Prefecture; readonly km: number } | null {
  const near = prefectures.map((prefecture) => ({ prefecture, km: kilometres(place, prefecture) }))
  return near.toSorted((a, b) => a.km - b.km)[0] ?? null
}
