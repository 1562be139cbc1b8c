// Whether the database failed rather than what was asked of it: gone, overloaded, read-only, full. Then nobody's work is at fault, and it is tried again.
import { z } from 'zod'
import { Prisma } from './generated/client.ts'

/** SQLSTATE classes that blame what was asked: wrong data, a constraint, a wrong statement. Every other is the database's own state. */
const ASKED_WRONGLY = /^(22|23|42|P0)/

/** As Prisma passes on what the driver said. */
const Driver = z.object({ driverAdapterError: z.object({ cause: z.object({ originalCode: z.string().optional() }) }) })

/** Of the driver itself, where no answer of PostgreSQL came. */
const CONNECTION = /connection|terminated|timeout|timed out|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|socket/i

export function isAway(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    const code = Driver.safeParse(error.meta).data?.driverAdapterError.cause.originalCode
    return code === undefined ? /^P(10\d\d|2010|2024|2028|2034)$/.test(error.code) : !ASKED_WRONGLY.test(code)
  }
  return error instanceof Prisma.PrismaClientInitializationError || (error instanceof Error && error.name === 'Error' && CONNECTION.test(error.message))
}
