// A QR code, drawn dark on white whatever the page's colours are: cameras want it so.
import qr from 'qrcode-generator'

/** Modules left white on each side, as the standard asks. */
const QUIET = 4

export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const code = qr(0, 'M')
  code.addData(text)
  code.make()
  const size = code.getModuleCount()
  const places = Array.from({ length: size * size }, (_, index) => [index % size, Math.floor(index / size)] as const)
  const path = places.filter(([x, y]) => code.isDark(y, x)).map(([x, y]) => `M${x + QUIET} ${y + QUIET}h1v1h-1z`).join('')
  const whole = size + 2 * QUIET
  return (
    <svg className="qr" viewBox={`0 0 ${whole} ${whole}`} role="img" aria-label={label} shapeRendering="crispEdges" data-testid="qr">
      <rect className="qr-ground" width={whole} height={whole} />
      <path className="qr-code" d={path} />
    </svg>
  )
}
