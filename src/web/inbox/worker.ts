// The desk's service worker: shows what staff are told while no page is open. The words come from the server and hold no content.

interface Scope { readonly registration: ServiceWorkerRegistration; readonly clients: { openWindow(address: string): Promise<unknown> } }
interface Notice { readonly id: string; readonly urgent: boolean; readonly title: string; readonly body: string; readonly link: string }
interface Told extends Event { waitUntil(done: Promise<unknown>): void }

const scope: object = globalThis
const isScope = (one: object): one is Scope => 'registration' in one && 'clients' in one
const isTold = (event: Event): event is Told => 'waitUntil' in event
const isNotice = (value: unknown): value is Notice => typeof value === 'object' && value !== null && 'title' in value && 'body' in value && 'link' in value && 'id' in value
const hasText = (data: unknown): data is { text(): string } => typeof data === 'object' && data !== null && 'text' in data

addEventListener('push', (event) => {
  if (!isTold(event) || !isScope(scope) || !('data' in event) || !hasText(event.data)) return
  const notice: unknown = JSON.parse(event.data.text())
  if (!isNotice(notice)) return
  event.waitUntil(scope.registration.showNotification(notice.title, { body: notice.body, tag: notice.id, requireInteraction: notice.urgent, data: notice.link }))
})

addEventListener('notificationclick', (event) => {
  if (!isTold(event) || !isScope(scope) || !('notification' in event) || !(event.notification instanceof Notification)) return
  const address: unknown = event.notification.data
  event.notification.close()
  if (typeof address === 'string') event.waitUntil(scope.clients.openWindow(address))
})

export {}
