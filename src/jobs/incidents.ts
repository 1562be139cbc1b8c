// Reminds who looks after incidents of the law's clocks: once for each, by browser and mail, without a word of what happened.
import { remindersAt } from '../privacy/incident.ts'
import { inBoth } from '../notify/words.ts'
import { PERMISSIONS } from '../permissions.ts'
import type { Runtime } from '../runtime.ts'
import { claimReminder, incidents, reminderWays } from '../store/incidents.ts'

export async function remindOfIncidents({ db, now, notifier, config, log }: Pick<Runtime, 'db' | 'now' | 'notifier' | 'config' | 'log'>): Promise<void> {
  for (const incident of await incidents(db)) {
    for (const reminder of remindersAt(incident, now())) {
      if (incident.reminded.includes(reminder) || !(await claimReminder(db, incident.id, reminder))) continue
      const ways = (await reminderWays(db, PERMISSIONS['incidents.write'])).filter(({ medium }) => notifier.media.includes(medium))
      const notice = { id: `${incident.id}-${reminder}`, urgent: true, title: inBoth('incidentTitle').join(' / '), body: inBoth('incidentBody').join('\n'), link: `${config.publicUrl}/desk/incidents/${incident.id}` }
      for (const way of ways) {
        const { status } = await notifier.send(way, notice)
        if (status !== 'sent') log.warn({ incident: incident.id, reminder, medium: way.medium, status }, 'not reminded')
      }
    }
  }
}
