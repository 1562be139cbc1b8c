// Up to where the desk counts what it shows beside a list: nobody needs the digit of more, and counting millions takes seconds.

/** A count that reaches this stopped there. */
export const MOST = 1_000

export function countShown(count: number): string {
  return count < MOST ? String(count) : `${MOST - 1}+`
}
