// The founders' third year as load: who comes when, what a peak asks of the machines by a queue's arithmetic, and what a month costs on paper.

/** The founders' phase 3: a million people. In year one 6.5 % of those registered consulted, each with 3.8 contacts of about five lines. */
export const YEAR_THREE = { people: 1_000_000, consultingShare: 0.065, contactsEach: 3.81, linesEach: 5, registeringLines: 3, newShare: 0.4 } as const

/** Of a day, by the hour in Japan: mornings before work, the lunch break, and above all the evening. Sums to one. */
export const HOURS = [1.5, 0.8, 0.5, 0.4, 0.5, 1, 2, 3.2, 4, 4, 4.2, 4.5, 7, 4.8, 4, 4, 4.2, 5, 6.5, 8.5, 9.5, 9.4, 7, 3.5].map((part, _, all) => part / all.reduce((sum, one) => sum + one, 0))
/** Of a week, Monday first: Sunday is when people have time. */
export const DAYS = [1, 0.95, 0.95, 0.95, 1, 1.1, 1.3].map((part, _, all) => (part / all.reduce((sum, one) => sum + one, 0)) * 7)
/** Within its busiest hour the busiest minute is so much above the mean of the hour. */
const BURST = 3

export interface Load { readonly name: string; readonly perSecond: number; readonly how: string }

export function loads(): Load[] {
  const { people, consultingShare, contactsEach, linesEach, registeringLines, newShare } = YEAR_THREE
  const lines = people * consultingShare * contactsEach * linesEach + people * newShare * registeringLines
  const perDay = lines / 365
  const peakHour = perDay * Math.max(...DAYS) * Math.max(...HOURS)
  return [
    { name: 'a year', perSecond: lines / 365 / 86_400, how: `${Math.round(lines).toLocaleString('en')} lines of workers` },
    { name: 'the busiest hour of a week', perSecond: peakHour / 3_600, how: 'a Sunday from 20:00' },
    { name: 'its busiest minute', perSecond: (peakHour / 3_600) * BURST, how: `${BURST} times the mean of that hour` },
    // A warning reaches everybody within an hour; of those who get it one in fifty answers at once, most in the first ten minutes.
    { name: 'a disaster: the answers to a warning', perSecond: (people * 0.02 * 0.6) / 600, how: '2 % of a million answer, 60 % of them within ten minutes' },
  ]
}

/** Of the PostgreSQL that is paid for below. */
export const DATABASE_CORES = 4

/** Erlang's C for `servers` that each need `serviceMs` for a line: the mean wait of who comes by chance. Null: more comes than can be served. */
export function meanWait(perSecond: number, serviceMs: number, servers: number): number | null {
  const offered = (perSecond * serviceMs) / 1_000
  if (offered >= servers) return null
  let inverse = 1
  for (let n = 1; n <= servers; n++) inverse = 1 + (inverse * n) / offered
  const blocked = 1 / inverse
  const waits = blocked / (1 - (offered / servers) * (1 - blocked))
  return (waits * serviceMs) / (servers - offered)
}

/** So many of one load a server that needs `serviceMs` for a line is busy with: 1 is all the time. */
export const utilisation = (perSecond: number, serviceMs: number, servers: number): number => (perSecond * serviceMs) / 1_000 / servers

export interface Cost { readonly what: string; readonly quantity: string; readonly unit: string; readonly yen: number }

/** Yen a month. Prices are assumptions of November 2026, to be checked before they are relied upon. */
export function monthlyCost(databaseGb: number): Cost[] {
  const { people, consultingShare, contactsEach, linesEach } = YEAR_THREE
  const contacts = (people * consultingShare * contactsEach) / 12
  const yenPerDollar = 150
  const pushes = contacts * 2 + (people * 4) / 12
  const translated = contacts * linesEach * 0.3 * 60 * 2
  return [
    { what: 'two machines of 2 cores and 8 GB (web and worker each)', quantity: '2', unit: '60 dollars each', yen: 2 * 60 * yenPerDollar },
    { what: `PostgreSQL, ${DATABASE_CORES} cores and 16 GB, with a standby`, quantity: '1', unit: '500 dollars', yen: 500 * yenPerDollar },
    { what: 'its storage, twice, with backups', quantity: `${Math.round(databaseGb)} GB`, unit: '0.35 dollars a GB and month', yen: databaseGb * 0.35 * yenPerDollar },
    { what: 'Redis, 1 GB', quantity: '1', unit: '30 dollars', yen: 30 * yenPerDollar },
    { what: 'photos and files', quantity: `${Math.round(contacts * 0.1 * 36 * 0.5 / 1_000)} GB`, unit: '0.025 dollars a GB and month', yen: (contacts * 0.1 * 36 * 0.5 / 1_000) * 0.025 * yenPerDollar },
    { what: 'LINE: answers to who wrote', quantity: Math.round(contacts * linesEach).toLocaleString('en'), unit: 'free with a reply token', yen: 0 },
    { what: 'LINE: pushes (late answers, and four messages to everybody a year)', quantity: Math.round(pushes).toLocaleString('en'), unit: '15,000 yen for 30,000, then 2 yen each', yen: 15_000 + Math.max(0, pushes - 30_000) * 2 },
    { what: 'machine translation of what counsellors handle', quantity: `${Math.round(translated / 1_000_000)} million characters`, unit: '20 dollars a million', yen: (translated / 1_000_000) * 20 * yenPerDollar },
  ]
}
