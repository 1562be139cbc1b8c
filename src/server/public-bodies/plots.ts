// Small pictures of a share and of a median. What they show stands beside them in words.
import { BANDS } from '../../feedback/results.ts'
import type { Band } from '../../feedback/results.ts'
import { HIGHEST } from '../../feedback/kinds.ts'
import { html } from '../inquiry/html.ts'
import type { Html } from '../inquiry/html.ts'

const [WIDTH, HEIGHT] = [160, 20]
const PART = WIDTH / BANDS.length
const STEP = WIDTH / HIGHEST
const RADIUS = 6

/** All people from left to right: those who said yes end somewhere in the dark part. */
export function bandPlot(band: Band): Html {
  const at = BANDS.indexOf(band)
  return html`<svg class="plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" aria-hidden="true" focusable="false">
    <rect class="ground" x="0" y="4" width="${WIDTH}" height="12"/><rect class="below" x="0" y="4" width="${at * PART}" height="12"/><rect class="mark" x="${at * PART}" y="4" width="${PART}" height="12"/></svg>`
}

/** One dot for each step, filled up to the median. */
export function medianPlot(median: number): Html {
  return html`<svg class="plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" aria-hidden="true" focusable="false">
    ${Array.from({ length: HIGHEST }, (_, i) => html`<circle class="${i < median ? 'mark' : 'ground'}" cx="${STEP * (i + 0.5)}" cy="${HEIGHT / 2}" r="${RADIUS}"/>`)}</svg>`
}
