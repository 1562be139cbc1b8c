// On the guide's page about reading without internet: keeps all pages of its language on this phone, shows which are there, and removes them.
import { LOOKS, SHELF } from './shelf.ts'

const element = (id: string) => document.getElementById(id)
const language = document.documentElement.lang
const links = () => [...document.querySelectorAll<HTMLAnchorElement>('#kept a')]
const base = [`/guide/${language}`, `/guide/${language}/offline`, `/guide/${language}/away`, ...LOOKS]

async function show(): Promise<void> {
  const kept = new Set((await caches.has(SHELF) ? await (await caches.open(SHELF)).keys() : []).map(({ url }) => new URL(url).pathname))
  let count = 0
  for (const link of links()) {
    const isKept = kept.has(link.pathname)
    if (link.parentElement) link.parentElement.hidden = !isKept
    if (isKept) count += 1
  }
  const state = element('state')
  const { none = '', kept: some = '' } = element('can')?.dataset ?? {}
  if (state) state.textContent = count === 0 ? none : `${some} ${count}`
  const removal = element('remove')
  if (removal) removal.hidden = kept.size === 0
}

async function keep(): Promise<void> {
  const shelf = await caches.open(SHELF)
  await shelf.addAll([...base, ...links().map(({ pathname }) => pathname)])
  await navigator.serviceWorker.register('/guide/worker.js', { scope: '/guide/' })
}

async function remove(): Promise<void> {
  await caches.delete(SHELF)
  for (const registration of await navigator.serviceWorker.getRegistrations()) if (new URL(registration.scope).pathname === '/guide/') await registration.unregister()
}

function pressed(button: HTMLElement | null, act: () => Promise<void>): void {
  button?.addEventListener('click', () => {
    button.setAttribute('aria-busy', 'true')
    void act().then(show, () => {
      const state = element('state')
      if (state) state.textContent = element('can')?.dataset['failed'] ?? ''
    }).finally(() => button.removeAttribute('aria-busy'))
  })
}

// Only over https:, or on this machine.
if ('serviceWorker' in navigator && 'caches' in globalThis) {
  const [can, cannot] = [element('can'), element('cannot')]
  if (can) can.hidden = false
  if (cannot) cannot.hidden = true
  pressed(element('keep'), keep)
  pressed(element('remove'), remove)
  void show()
}
