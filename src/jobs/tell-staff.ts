// Tells staff on their own browsers that somebody waits: a few words, never what was written or by whom. Who is called at night is another matter (page.ts).
import { inBoth } from '../notify/words.ts'
import type { Runtime } from '../runtime.ts'
import { forgetDevice, listeningTo, takeUntold } from '../store/devices.ts'
import type { Listening, Told, Untold } from '../store/devices.ts'

const AT_ONCE = 20
/** Whoever sits at the desk has seen it by then. */
const GRACE_MS = 10_000

export async function tellStaff(runtime: Pick<Runtime, 'db' | 'notifier' | 'config' | 'log' | 'now'>): Promise<void> {
  const { db, now } = runtime
  const at = now()
  const untold = await takeUntold(db, new Date(at.getTime() - GRACE_MS), at, AT_ONCE)
  await Promise.all(untold.map(async (conversation) => {
    const devices = await listeningTo(db, conversation.id)
    await Promise.all(devices.map((device) => tell(runtime, device, conversation)))
  }))
}

async function tell({ db, notifier, config, log }: Pick<Runtime, 'db' | 'notifier' | 'config' | 'log'>, device: Listening, conversation: Untold): Promise<void> {
  const what = whatFor(device, conversation)
  if (what === null) return
  const bodies = { danger: 'dangerWaits', waiting: 'somebodyWaits', yours: 'yoursWaits' } as const
  const result = await notifier.send({ medium: 'push', address: device.endpoint, secrets: device.secrets }, {
    // The same wait replaces its own notice; the next one is another.
    id: `${conversation.id}-${conversation.waiting_since.getTime()}`, urgent: what === 'danger',
    title: inBoth('heading').join(' / '), body: inBoth(bodies[what]).join('\n'), link: `${config.publicUrl}/desk/c/${conversation.id}`,
  })
  if (result.status === 'gone') await forgetDevice(db, device.id)
  if (result.status !== 'sent') log.warn({ device: device.id, reason: result.reason }, 'not told')
}

/** Of danger everybody is told who wants to be, also while away; of a conversation that somebody has, they alone. */
function whatFor({ staff_id: staff, away, told }: Listening, { assignee_id: assignee, dangerous }: Untold): Told | null {
  const what: Told | null = dangerous ? 'danger' : assignee === null ? 'waiting' : assignee === staff ? 'yours' : null
  return what !== null && told.includes(what) && (!away || dangerous) ? what : null
}
