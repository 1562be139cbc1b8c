// The page a menu picture is taken of: six fields, each an icon and a label, in the colours of the web chat.
import { createHash } from 'node:crypto'
import type { MenuTexts } from '../../channels/contract.ts'
import { menuIcon } from './menu-icons.ts'

/** LINE's largest rich menu, in pixels. On a phone it is about 375 points wide. */
export const MENU_SIZE = { width: 2500, height: 1686 } as const

/** What a picture was drawn from: a sha256 of its labels in order, in hexadecimal. */
export function labelsDigest(texts: MenuTexts): string {
  return createHash('sha256').update(JSON.stringify(texts.menu.map(({ label }) => label))).digest('hex')
}

/**
 * `burmese` is a font as a data URL. The page's script sets `data-size` on the body: the size of the labels in pixels,
 * the largest at which all of them stand in two lines; empty when none does.
 */
export function menuPage(texts: MenuTexts, burmese: string): string {
  const fields = texts.menu.map(({ value, label }) => (
    `<div class="field${value === 'person' ? ' person' : ''}"><div class="icon">${menuIcon(value)}</div><div class="label"><div>${labelHtml(label)}</div></div></div>`
  ))
  return `<!doctype html><html lang="${texts.language}"><meta charset="utf-8"><style>
@font-face { font-family: 'Burmese'; src: url(${burmese}); font-weight: 600 }
${STYLE}</style><body>${fields.join('')}<script>${FIT}</script></body></html>`
}

const NO_BREAK = '\u00a0'
/** Terms of several words that stay on one line. */
const TERMS = ['tư vấn viên', 'izin tinggal']

/** Lines break between words only. A reading in brackets stands above its characters; what ` / ` parts stands on two lines. */
function labelHtml(label: string): string {
  const text = TERMS.reduce((before, term) => before.replaceAll(term, term.replaceAll(' ', NO_BREAK)), label)
  return text.split(' / ').map((line) => line.split(' ').map((word) => `<span>${wordHtml(word)}</span>`).join(' ')).join('<br>')
}

function wordHtml(word: string): string {
  return word.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replace(/(\p{Script=Han}+)（(\p{Script=Hiragana}+)）/gu, '<ruby>$1<rt>$2</rt></ruby>')
}

const STYLE = `
* { box-sizing: border-box; margin: 0 }
body {
  width: ${MENU_SIZE.width}px; height: ${MENU_SIZE.height}px; padding: 28px; display: grid; gap: 28px; grid: repeat(2, minmax(0, 1fr)) / repeat(3, minmax(0, 1fr));
  background: #ece2d0; color: #0d4a4d; font: 600 100px/1.22 'Burmese', 'Noto Sans', sans-serif; text-align: center;
}
:lang(ja) body { font-family: 'Noto Sans CJK JP', sans-serif }
:lang(zh) body { font-family: 'Noto Sans CJK SC', sans-serif }
:lang(my) body { line-height: 1.62 }
:lang(my) .label { padding-top: 32px }
.field { display: grid; grid: 300px minmax(0, 1fr) / minmax(0, 1fr); padding: 56px 38px 24px; background: #fffdf9; border: 4px solid #e6dbc7; border-radius: 56px }
.icon { width: 300px; height: 300px; margin: auto; padding: 58px; border-radius: 50%; background: #dfece7; color: #0f4b4e }
.person { background: #fdebd2; border-color: #efc996; color: #7a4208 }
.person .icon { background: #f4bb86; color: #3d1c06 }
svg { display: block; width: 100%; height: 100% }
.label { display: grid; grid: 100% / 100%; align-items: center }
.label div { text-wrap: balance }
.label span { white-space: nowrap }
ruby { ruby-align: center }
rt { padding-top: 0.3em; font-size: 0.52em; font-weight: 500; line-height: 1.15 }`

const FIT = `{
const labels = [...document.querySelectorAll('.label')]
const fits = (label, size) => {
  const box = label.getBoundingClientRect()
  const words = [...label.querySelectorAll('span')].map((word) => word.getBoundingClientRect())
  const lines = new Set(words.map(({ bottom }) => Math.round(bottom / size)))
  return lines.size <= 2 && label.scrollHeight <= label.clientHeight && words.every(({ left, right }) => left >= box.left && right <= box.right)
}
document.fonts.load("600 100px 'Burmese'", 'မ').then(() => {
  let size = 118
  do { size -= 2; document.body.style.fontSize = size + 'px' } while (size >= 84 && !labels.every((label) => fits(label, size)))
  document.body.dataset.size = size >= 84 ? size : ''
})
}`

/** The picture of the menu that says nothing: three dots. */
export function neutralPicture({ width, height }: { readonly width: number; readonly height: number }): string {
  const dots = [-1, 0, 1].map((place) => `<circle cx="${width / 2 + place * 330}" cy="${height / 2}" r="110"/>`).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="#eceff1"/><g fill="#546e7a">${dots}</g></svg>`
}
