// A QR code, drawn dark on white whatever the page's colours are: cameras want it so.
import { QUIET, qrOf, qrPath } from '../../../companies/qr.ts'

export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const modules = qrOf(text)
  const whole = modules.size + 2 * QUIET
  return (
    <svg className="qr" viewBox={`0 0 ${whole} ${whole}`} role="img" aria-label={label} shapeRendering="crispEdges" data-testid="qr">
      <rect className="qr-ground" width={whole} height={whole} />
      <path className="qr-code" d={qrPath(modules)} />
    </svg>
  )
}
