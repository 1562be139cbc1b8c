// The outline of Japan with a pin.
import { type Place, project } from './geography.ts'
import { JAPAN, OUTLINE } from './japan.ts'

/** The pin, in units of the drawing: its tip at 0 0. */
const PIN = 'M0 0C-14-40-46-62-46-98a46 46 0 0 1 92 0C46-62 14-40 0 0Z'

export function JapanMap({ place, label }: { readonly place: Place; readonly label: string }) {
  const [x, y] = project(place)
  return (
    <svg className="map" width="186" height="214" viewBox={`0 0 ${JAPAN.width} ${JAPAN.height}`} role="img" aria-label={label} data-testid="map">
      <path className="map-land" d={OUTLINE} />
      <g transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
        <path className="map-pin" d={PIN} />
        <circle className="map-eye" cy="-98" r="17" />
      </g>
    </svg>
  )
}
