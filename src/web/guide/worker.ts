// The guide's service worker: there only once somebody has asked to read without internet. What is new on the network is shown first.
import { SHELF } from './shelf.ts'

interface Asked extends Event { readonly request: Request; respondWith(answer: Promise<Response>): void }
interface Waiting extends Event { waitUntil(done: Promise<unknown>): void }
interface Scope { skipWaiting(): Promise<void>; readonly clients: { claim(): Promise<void> } }

const scope: object = globalThis
const isScope = (one: object): one is Scope => 'skipWaiting' in one && 'clients' in one
const isAsked = (event: Event): event is Asked => 'respondWith' in event
const isWaiting = (event: Event): event is Waiting => 'waitUntil' in event

/** Kept pages become the newer ones as they are read; others are never added. */
async function answer(request: Request): Promise<Response> {
  const shelf = await caches.open(SHELF)
  try {
    const fresh = await fetch(request)
    if (request.method === 'GET' && fresh.ok && await shelf.match(request.url)) await shelf.put(request.url, fresh.clone())
    return fresh
  } catch {
    const kept = request.method === 'GET' ? await shelf.match(request.url, { ignoreSearch: true }) : undefined
    return kept ?? (request.mode === 'navigate' ? await away(shelf, request.url) : undefined) ?? Response.error()
  }
}

/** The page that says that there is no connection: in the language of the address, else in one that is kept. */
async function away(shelf: Cache, address: string): Promise<Response | undefined> {
  const [, , language = ''] = new URL(address).pathname.split('/')
  const others = (await shelf.keys()).filter(({ url }) => url.endsWith('/away'))
  return await shelf.match(`/guide/${language}/away`) ?? (others[0] && await shelf.match(others[0]))
}

addEventListener('install', (event) => { if (isWaiting(event) && isScope(scope)) event.waitUntil(scope.skipWaiting()) })
addEventListener('activate', (event) => { if (isWaiting(event) && isScope(scope)) event.waitUntil(scope.clients.claim()) })
addEventListener('fetch', (event) => {
  if (isAsked(event) && new URL(event.request.url).origin === location.origin) event.respondWith(answer(event.request))
})
