// How quickly, at which hours and at which price the desk writes to many.
import { z } from 'zod'

const perSecond = z.coerce.number().positive().max(2_000)
const HOURS = /^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/

export const OutreachEnvironment = z.object({
  OUTREACH_LINE_PER_SECOND: perSecond.default(100),
  OUTREACH_MESSENGER_PER_SECOND: perSecond.default(30),
  OUTREACH_BOTFRAMEWORK_PER_SECOND: perSecond.default(5),
  OUTREACH_EMAIL_PER_SECOND: perSecond.default(5),
  OUTREACH_HOURS: z.string().regex(HOURS, 'is two times in Japan, such as 08:00-21:00').refine((span) => span.slice(0, 5) < span.slice(6), 'ends after it begins').default('08:00-21:00'),
  OUTREACH_LINE_YEN: z.coerce.number().nonnegative().optional(),
})

export interface OutreachConfig {
  /** Messages, by type of channel. */
  readonly perSecond: Readonly<Record<string, number>>
  /** Of each day in Japan: anything but a warning of a disaster waits for them. */
  readonly hours: readonly [string, string]
  /** Of one message, in yen, by type of channel; null: not known. */
  readonly yen: Readonly<Record<string, number | null>>
}

export function outreachOf(e: z.infer<typeof OutreachEnvironment>): OutreachConfig {
  return {
    perSecond: { line: e.OUTREACH_LINE_PER_SECOND, messenger: e.OUTREACH_MESSENGER_PER_SECOND, botframework: e.OUTREACH_BOTFRAMEWORK_PER_SECOND, email: e.OUTREACH_EMAIL_PER_SECOND },
    hours: [e.OUTREACH_HOURS.slice(0, 5), e.OUTREACH_HOURS.slice(6)],
    yen: { line: e.OUTREACH_LINE_YEN ?? null, messenger: 0, botframework: 0, email: 0 },
  }
}
