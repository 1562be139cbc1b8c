// The desk's service worker: shows what staff are told while no page is open. The words come from the server and hold no content.

interface Page { readonly focused: boolean; focus(): Promise<unknown>; navigate(address: string): Promise<unknown> }
interface Scope { readonly registration: ServiceWorkerRegistration; readonly clients: { openWindow(address: string): Promise<unknown>; matchAll(which: { type: 'window' }): Promise<readonly Page[]> } }
interface Notice { readonly id: string; readonly urgent: boolean; readonly title: string; readonly body: string; readonly link: string }
interface Told extends Event { waitUntil(done: Promise<unknown>): void }

const scope: object = globalThis
const isScope = (one: object): one is Scope => 'registration' in one && 'clients' in one
const isTold = (event: Event): event is Told => 'waitUntil' in event
const isNotice = (value: unknown): value is Notice => typeof value === 'object' && value !== null && 'title' in value && 'body' in value && 'link' in value && 'id' in value
const hasText = (data: unknown): data is { text(): string } => typeof data === 'object' && data !== null && 'text' in data

/** Whoever looks at the desk sees it there; what is urgent is told all the same. */
async function tell({ registration, clients }: Scope, { id, urgent, title, body, link }: Notice): Promise<void> {
  const pages = await clients.matchAll({ type: 'window' })
  if (urgent || !pages.some(({ focused }) => focused)) await registration.showNotification(title, { body, tag: id, requireInteraction: urgent, data: link })
}

async function open({ clients }: Scope, address: string): Promise<void> {
  const [page] = await clients.matchAll({ type: 'window' })
  if (!page) return void await clients.openWindow(address)
  await page.navigate(address)
  await page.focus()
}

addEventListener('push', (event) => {
  if (!isTold(event) || !isScope(scope) || !('data' in event) || !hasText(event.data)) return
  const notice: unknown = JSON.parse(event.data.text())
  if (!isNotice(notice)) return
  event.waitUntil(tell(scope, notice))
})

addEventListener('notificationclick', (event) => {
  if (!isTold(event) || !isScope(scope) || !('notification' in event) || !(event.notification instanceof Notification)) return
  const address: unknown = event.notification.data
  event.notification.close()
  if (typeof address === 'string') event.waitUntil(open(scope, address))
})

export {}
