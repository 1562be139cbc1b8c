// The script that any site can embed: a button, and behind it the chat page in a frame.
//   <script src="https://desk.example/embed.js" defer></script>       data-lang="vi" sets the language
// Styles are set one by one from script: the site's content security policy may allow no inline style.
import { neutralPage, readWish } from './chat/host.ts'

interface ButtonWords { readonly title: string; readonly open: string; readonly close: string }

/** Set at build time from locales/*.json. */
declare const buttonWords: Readonly<Record<string, ButtonWords>>

const face = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", sans-serif'
const teal = '#0f4b4e'
const cream = '#fdf6e9'

function dress(element: HTMLElement, style: Readonly<Record<string, string>>): void {
  for (const [property, value] of Object.entries(style)) element.style.setProperty(property, value)
}

/** The visitor's language, not the site's: who needs the desk may not read the site well. */
function chooseWords(wish: string | undefined): { code: string; words: ButtonWords } {
  const aliases: Readonly<Record<string, string>> = { fil: 'tl', in: 'id' }
  for (const tag of [wish ?? '', ...navigator.languages, document.documentElement.lang, 'en']) {
    const code = tag.split(/[-_]/)[0]?.toLowerCase() ?? ''
    const known = aliases[code] ?? code
    const words = buttonWords[known]
    if (words) return { code: known, words }
  }
  return { code: 'en', words: { title: 'Madoguchi', open: 'Madoguchi', close: '×' } }
}

function button(label: string, style: Readonly<Record<string, string>>): HTMLButtonElement {
  const element = document.createElement('button')
  element.type = 'button'
  element.textContent = label
  dress(element, {
    font: `600 16px/1.4 ${face}`, 'min-height': '44px', padding: '8px 18px', border: '1px solid transparent',
    'border-radius': '26px', background: teal, color: cream, cursor: 'pointer', ...style,
  })
  return element
}

function install(script: HTMLScriptElement): void {
  const { origin } = new URL(script.src)
  const { code, words } = chooseWords(script.dataset.lang)
  const wide = matchMedia('(min-width: 480px) and (min-height: 480px)')

  // A shadow keeps the site's styles out. Above everything else: 2147483647 is the highest z-index there is.
  const host = document.createElement('div')
  host.lang = code
  dress(host, { all: 'initial', position: 'fixed', right: '0', bottom: '0', 'z-index': '2147483647' })
  const shadow = host.attachShadow({ mode: 'open' })

  const opener = button(words.open, {
    position: 'fixed', right: '16px', bottom: '16px', 'max-width': 'calc(100vw - 32px)', 'min-height': '52px',
    'box-shadow': '0 2px 6px rgba(20, 40, 40, .25), 0 8px 24px rgba(20, 40, 40, .2)', 'border-color': '#3f7a7a',
  })
  opener.setAttribute('aria-haspopup', 'dialog')
  opener.setAttribute('aria-expanded', 'false')

  const panel = document.createElement('div')
  panel.setAttribute('role', 'dialog')
  panel.setAttribute('aria-label', words.title)
  const bar = document.createElement('div')
  dress(bar, {
    display: 'flex', 'align-items': 'center', 'justify-content': 'space-between', padding: '6px 8px 0 16px',
    font: `700 16px/1.4 ${face}`, color: cream, background: teal,
  })
  const title = document.createElement('span')
  title.textContent = words.title
  const closer = button(words.close, { background: 'transparent', 'font-weight': '500', 'text-decoration': 'underline' })
  bar.append(title, closer)
  panel.append(bar)
  shadow.append(opener, panel)

  let frame: HTMLIFrameElement | null = null

  function layOut() {
    const place = wide.matches
      ? { right: '16px', bottom: '16px', width: '400px', height: 'min(660px, calc(100vh - 32px))', 'border-radius': '20px' }
      : { right: '0', bottom: '0', width: '100vw', height: '100%', 'border-radius': '0' }
    dress(panel, {
      position: 'fixed', 'flex-direction': 'column', overflow: 'hidden', background: teal,
      'box-shadow': '0 4px 12px rgba(20, 40, 40, .2), 0 16px 48px rgba(20, 40, 40, .3)', ...place,
    })
  }

  function open() {
    if (!frame) {
      frame = document.createElement('iframe')
      frame.title = words.title
      frame.referrerPolicy = 'no-referrer'
      // For voice messages; the browser still asks.
      frame.allow = 'microphone'
      frame.src = `${origin}/?embed=1${script.dataset.lang ? `&lang=${encodeURIComponent(script.dataset.lang)}` : ''}`
      dress(frame, { flex: '1', width: '100%', 'min-height': '0', border: '0', background: teal })
      panel.append(frame)
    }
    show(true)
    frame.focus()
  }

  function show(isOpen: boolean) {
    panel.style.display = isOpen ? 'flex' : 'none'
    opener.style.display = isOpen ? 'none' : 'block'
    opener.setAttribute('aria-expanded', String(isOpen))
    if (!isOpen && document.activeElement === host) opener.focus()
  }

  opener.addEventListener('click', open)
  closer.addEventListener('click', () => show(false))
  panel.addEventListener('keydown', (event) => { if (event.key === 'Escape') show(false) })
  addEventListener('message', ({ source, origin: sender, data }) => {
    if (!frame || source !== frame.contentWindow || sender !== origin) return
    const wish = readWish(data)
    if (wish === 'close') show(false)
    if (wish === 'leave') location.replace(neutralPage)
  })
  // Not the query's own event, which old Safari lacks.
  addEventListener('resize', layOut)
  layOut()
  show(false)
  document.body.append(host)
}

const script = document.currentScript
if (script instanceof HTMLScriptElement) {
  if (document.body) install(script)
  else addEventListener('DOMContentLoaded', () => install(script))
}
