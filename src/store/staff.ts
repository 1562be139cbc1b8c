// Staff accounts: better-auth keeps them through its Prisma adapter; this is the only place that hands it the client.
import { prismaAdapter } from 'better-auth/adapters/prisma'
import type { Database } from './database.ts'

export function staffAdapter({ prisma }: Database) {
  return prismaAdapter(prisma, { provider: 'postgresql' })
}

export async function anybodyOnStaff({ prisma }: Database): Promise<boolean> {
  return (await prisma.staff.findFirst({ select: { id: true } })) !== null
}

export async function setRole({ prisma }: Database, id: string, role: string): Promise<void> {
  await prisma.staff.update({ where: { id }, data: { role } })
}
