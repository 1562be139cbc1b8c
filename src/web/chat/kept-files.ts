// Photos and recordings that wait to be sent: kept on the phone beside the outbox, as local storage holds text only.
import { keep, recall } from './storage.ts'

const database = 'madoguchi'
const table = 'files'
/** In local storage: there may be files to wipe. */
const mark = 'files'

// Where there is no such storage (private browsing, some embedded frames) things last until the page is closed.
const untilClosed = new Map<string, Blob>()
let opened: Promise<IDBDatabase> | null = null
let wiped = false

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(database, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(table)
    request.onerror = () => reject(new Error('no storage for files'))
    request.onsuccess = () => {
      // Another tab wipes: it must not wait for this one.
      request.result.onversionchange = () => request.result.close()
      resolve(request.result)
    }
  })
  return opened
}

async function ask<T>(mode: IDBTransactionMode, use: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const store = (await open()).transaction(table, mode).objectStore(table)
  return new Promise((resolve, reject) => {
    const request = use(store)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(new Error('no storage for files'))
  })
}

/** After a wipe nothing is kept any more. */
export async function keepFile(id: string, file: Blob): Promise<void> {
  if (wiped) return
  untilClosed.set(id, file)
  keep(mark, '1')
  await ask('readwrite', (store) => store.put(file, id)).then(() => untilClosed.delete(id), () => {})
}

export async function recallFile(id: string): Promise<Blob | null> {
  const found: unknown = untilClosed.get(id) ?? await ask<unknown>('readonly', (store) => store.get(id)).catch(() => null)
  return found instanceof Blob ? found : null
}

export async function dropFile(id: string): Promise<void> {
  untilClosed.delete(id)
  await ask('readwrite', (store) => store.delete(id)).catch(() => {})
}

/** Resolves once nothing is left; at once where nothing was ever kept. To be called before the rest is wiped. */
export async function wipeFiles(): Promise<void> {
  const any = recall(mark) !== null
  wiped = true
  untilClosed.clear()
  if (typeof caches !== 'undefined') void caches.keys().then((names) => names.forEach((name) => void caches.delete(name)), () => {})
  if (!any) return
  if (opened) (await opened.catch(() => null))?.close()
  await new Promise<void>((resolve) => {
    const request = indexedDB.deleteDatabase(database)
    request.onsuccess = request.onerror = request.onblocked = () => resolve()
  })
}
