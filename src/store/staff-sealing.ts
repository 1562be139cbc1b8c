// Seals what better-auth keeps of staff: it writes and looks up through Prisma's models, and knows nothing of marks.
import type { PrismaClient } from './generated/client.ts'
import { named, secret } from './sealing/marks.ts'

type Mark = (text: string) => string

/** What it looks up is a name; what it only reads is a secret. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, Mark>>>> = {
  Staff: { email: named },
  StaffSession: { token: named, ipAddress: secret, userAgent: secret },
  StaffVerification: { value: named },
  StaffCredential: { accountId: named, accessToken: secret, refreshToken: secret, idToken: secret, password: secret },
  StaffTwoFactor: { secret, backupCodes: named },
  StaffPasskey: { name: secret },
}

interface Asked { readonly model: string; readonly args: unknown; query(args: unknown): Promise<unknown> }

/** The same client; the fields above are marked wherever they stand in what is asked and written. */
export function sealingStaff(prisma: PrismaClient) {
  return prisma.$extends({ query: { $allModels: {
    $allOperations({ model, args, query }: Asked) {
      const fields = FIELDS[model]
      return query(fields ? walk(args, null, fields) : args)
    },
  } } })
}

/** @param mark of the field that `part` is the value of, or a condition on; null: it is of none */
function walk(part: unknown, mark: Mark | null, fields: Readonly<Record<string, Mark>>): unknown {
  if (typeof part === 'string') return mark ? mark(part) : part
  if (Array.isArray(part)) return part.map((one) => walk(one, mark, fields))
  if (typeof part !== 'object' || part === null || part instanceof Date) return part
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, key === 'mode' ? value : walk(value, mark ?? fields[key] ?? null, fields)]))
}
