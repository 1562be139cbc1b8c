// Draws the outline of Japan for the desk's map: writes src/web/inbox/thread/japan.ts from Natural Earth (public domain), `node src/tools/draw-japan.ts`.
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { z } from 'zod'

type Point = readonly [x: number, y: number]

/** The ISO 3166-1 number. */
const JAPAN = '392'
/** Degrees at the left and upper edge. Lone islands right of `EAST` would make everything else small. */
const [WEST, NORTH, EAST] = [122.6, 45.8, 146.4]
/** Units of the drawing for one degree of longitude. */
const SCALE = 40
/** Units left free below and on the right. */
const MARGIN = 12
/** How far, in units, the drawn coast may run beside the real one. */
const TOLERANCE = 0.8
const LINE = 150
const TARGET = join(resolve(import.meta.dirname, '../..'), 'src/web/inbox/thread/japan.ts')

// The package comes without types: what it takes and gives is checked here.
const load = createRequire(import.meta.url)
const topojson: { feature(topology: unknown, country: unknown): unknown } = load('topojson-client')
const World = z.looseObject({ objects: z.object({ countries: z.object({ geometries: z.array(z.looseObject({ id: z.string().optional() })) }) }) })
const Islands = z.object({ geometry: z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(z.tuple([z.number(), z.number()])))) }) })

const world = World.parse(load('world-atlas/countries-10m.json'))
const country = world.objects.countries.geometries.find(({ id }) => id === JAPAN)
const { coordinates } = Islands.parse(topojson.feature(world, country)).geometry

const rings = coordinates.flatMap(([shore]) => (shore?.every(([longitude]) => longitude < EAST) ? [shore.map(project)] : []))
const drawn = rings.map((ring) => path(whole(simplified(ring)), middleOf(ring))).toSorted((a, b) => b.length - a.length)
const reach = rings.flat()
const [width, height] = [0, 1].map((axis) => Math.ceil(Math.max(...reach.map((point) => point[axis] ?? 0))) + MARGIN)

writeFileSync(TARGET, `// The outline of Japan as Natural Earth (public domain) draws it, in the Mercator projection. Written by src/tools/draw-japan.ts.

/** Degrees at the left and upper edge; units for one degree of longitude. */
export const JAPAN = { west: ${WEST}, north: ${NORTH}, scale: ${SCALE}, width: ${width}, height: ${height} } as const

/** One SVG path, an island each from M to z, relative lines between whole units. */
export const OUTLINE = \`
${folded(drawn.join(''))}
\`
`)

function mercator(latitude: number): number {
  return Math.log(Math.tan(Math.PI / 4 + latitude * Math.PI / 360)) * 180 / Math.PI
}

function project([longitude, latitude]: Point): Point {
  return [(longitude - WEST) * SCALE, (mercator(NORTH) - mercator(latitude)) * SCALE]
}

function middleOf(ring: readonly Point[]): Point {
  const mean = (axis: 0 | 1) => ring.reduce((sum, point) => sum + point[axis], 0) / ring.length
  return [mean(0), mean(1)]
}

function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay]
  const along = dx === 0 && dy === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
  return Math.hypot(x - ax - along * dx, y - ay - along * dy)
}

/** Douglas and Peucker: a point stays when the line without it would run too far from it. */
function simplified(line: readonly Point[]): readonly Point[] {
  const [first, last] = [line.at(0), line.at(-1)]
  if (first === undefined || last === undefined || line.length < 3) return line
  const far = line.map((point) => distance(point, first, last))
  const farthest = Math.max(...far)
  if (farthest <= TOLERANCE) return [first, last]
  const at = far.indexOf(farthest)
  return [...simplified(line.slice(0, at + 1)).slice(0, -1), ...simplified(line.slice(at))]
}

/** On whole units, without points that fall together; the ring's end is its start and left out. */
function whole(ring: readonly Point[]): readonly Point[] {
  const rounded = ring.map(([x, y]): Point => [Math.round(x), Math.round(y)])
  return rounded.slice(0, -1).filter(([x, y], index) => {
    const [nextX, nextY] = rounded[index + 1] ?? []
    return x !== nextX || y !== nextY
  })
}

/** An island too small to have a shape is a small diamond. */
function path(ring: readonly Point[], middle: Point): string {
  if (ring.length < 3) return `M${Math.round(middle[0]) - 1} ${Math.round(middle[1])}l1-1 1 1-1 1z`
  const steps = ring.slice(1).map(([x, y], index) => [x - (ring[index]?.[0] ?? 0), y - (ring[index]?.[1] ?? 0)])
  return `M${ring[0]?.join(' ')}l${numbers(steps.flat())}z`
}

function numbers(values: readonly number[]): string {
  return values.join(' ').replaceAll(' -', '-')
}

/** Broken where a number ends. */
function folded(text: string): string {
  return text.replace(new RegExp(`(.{1,${LINE}})(?=[ Mz-]|$) ?`, 'g'), '$1\n').trim()
}
