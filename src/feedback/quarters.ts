// Quarters of the year in Japan, `2026Q4`: nothing about feedback is told in finer days. They sort as text.

/** @param day in Japan, `2026-11-22` */
export function quarterOf(day: string): string {
  const [year = '', month = ''] = day.split('-')
  return `${year}Q${Math.ceil(Number(month) / 3)}`
}

export function quarterBefore(quarter: string): string {
  const [year, number] = partsOf(quarter)
  return number === 1 ? `${year - 1}Q4` : `${year}Q${number - 1}`
}

/** The first month of the quarter and the last, as `2026-10`. */
export function monthsOf(quarter: string): readonly [first: string, last: string] {
  const [year, number] = partsOf(quarter)
  const month = (one: number) => `${year}-${String(one).padStart(2, '0')}`
  return [month(number * 3 - 2), month(number * 3)]
}

function partsOf(quarter: string): readonly [year: number, number: number] {
  const [year, number] = quarter.split('Q').map(Number)
  return [year ?? 0, number ?? 1]
}
