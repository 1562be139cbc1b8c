// A QR code as places on a grid: what pages, pictures and flyers draw.
import qr from 'qrcode-generator'

/** Modules left white on each side, as the standard asks. */
export const QUIET = 4

/** `size` modules on a side without the white around them; `dark` are [x, y]. */
export interface QrModules { readonly size: number; readonly dark: readonly (readonly [number, number])[] }

export function qrOf(text: string): QrModules {
  const code = qr(0, 'M')
  code.addData(text)
  code.make()
  const size = code.getModuleCount()
  const places = Array.from({ length: size * size }, (_, index) => [index % size, Math.floor(index / size)] as const)
  return { size, dark: places.filter(([x, y]) => code.isDark(y, x)) }
}

/** The dark places as an SVG path, with the white around them counted in. */
export function qrPath({ dark }: QrModules): string {
  return dark.map(([x, y]) => `M${x + QUIET} ${y + QUIET}h1v1h-1z`).join('')
}

export function qrSvg(modules: QrModules): string {
  const whole = modules.size + 2 * QUIET
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${whole} ${whole}" width="${whole * 8}" height="${whole * 8}" shape-rendering="crispEdges"><rect width="${whole}" height="${whole}" fill="#fff"/><path d="${qrPath(modules)}" fill="#000"/></svg>\n`
}
