// Gives what waits for a person to the colleague who fits best and is there. They still take it over themselves.
import { ranked } from '../desk/assign.ts'
import type { Runtime } from '../runtime.ts'
import { candidatesFor, offer, takeBackOffers, unassigned } from '../store/assignment.ts'

const AT_ONCE = 20

export async function assignWaiting({ db, audit, hours, now }: Runtime): Promise<void> {
  await hours.refresh()
  await takeBackOffers(db, now())
  for (const conversation of await unassigned(db, AT_ONCE)) {
    const [best] = ranked(await candidatesFor(db, conversation), hours.all().usual, now()).filter(({ present, working }) => present && working)
    if (best && await offer(db, conversation, best.id, now())) {
      await audit.record({ actor: 'system', action: 'conversation.assign', object: `conversation:${conversation}`, detail: { staff: best.id } })
    }
  }
}
