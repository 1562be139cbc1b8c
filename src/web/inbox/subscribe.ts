// This browser's permission to be told something while the desk is closed.
import type { NewDevice } from '../../server/api/staff.ts'

const WORKER = '/desk/worker.js'

/** Only over https, or on one's own machine. */
export const mayPush = () => 'serviceWorker' in navigator && 'PushManager' in window

/** Null where the browser or its owner does not want it. */
export async function subscribe(key: string): Promise<Pick<NewDevice, 'endpoint' | 'keys'> | null> {
  try {
    if ((await Notification.requestPermission()) !== 'granted') return null
    const registration = await navigator.serviceWorker.register(WORKER)
    const { endpoint, keys } = (await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })).toJSON()
    const { p256dh, auth } = keys ?? {}
    return endpoint !== undefined && p256dh !== undefined && auth !== undefined ? { endpoint, keys: { p256dh, auth } } : null
  } catch {
    return null
  }
}
