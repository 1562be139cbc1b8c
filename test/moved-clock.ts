// The clock of this process, set to another day: everything that asks for the time is told that one, and it goes on from there. The database keeps its own.
const RealDate = Date
let ahead = 0

class MovedDate extends RealDate {
  constructor(...given: readonly unknown[]) {
    const known: unknown = given.length === 0 ? new RealDate(RealDate.now() + ahead) : Reflect.construct(RealDate, given)
    super(known instanceof RealDate ? known.getTime() : NaN)
  }
  static override now(): number { return RealDate.now() + ahead }
  static override [Symbol.hasInstance](value: unknown): boolean { return Object.prototype.toString.call(value) === '[object Date]' }
}

/** @param at in Japan, `2026-11-24T11:00` */
export function moveClockTo(at: string): void {
  ahead = RealDate.parse(`${at}+09:00`) - RealDate.now()
  Object.assign(globalThis, { Date: MovedDate })
}

export function moveClockBack(): void {
  globalThis.Date = RealDate
}
