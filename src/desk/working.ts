// Whether a moment lies in somebody's weekly timetable, which is in Japan's time wherever the server stands.

/** Spans by ISO weekday (`1` is Monday), each `HH:MM` to `HH:MM`; one that ends before it begins runs over midnight. */
export type Timetable = Readonly<Record<string, readonly (readonly [string, string])[]>>

/** As the desk is open when nobody says otherwise: Monday to Saturday, 10:00 to 18:00. */
export const DESK_HOURS: Timetable = Object.fromEntries(['1', '2', '3', '4', '5', '6'].map((day) => [day, [['10:00', '18:00']] as const]))

const parts = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Tokyo', weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

export function isWorking(hours: Timetable | null, at: Date): boolean {
  const shown = new Map(parts.formatToParts(at).map(({ type, value }) => [type, value]))
  const day = DAYS.indexOf(shown.get('weekday') ?? '') + 1
  const time = `${shown.get('hour')}:${shown.get('minute')}`
  const table = hours ?? DESK_HOURS
  const today = table[String(day)] ?? []
  const yesterday = table[String(day === 1 ? 7 : day - 1)] ?? []
  return today.some(([from, until]) => from <= time && (time < until || until <= from)) || yesterday.some(([from, until]) => until <= from && time < until)
}
