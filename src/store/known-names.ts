// What the desk itself knows somebody by, so that it can be taken out before a text leaves. Never shown to anybody.
import type { Party } from '../cases/consent.ts'
import type { CaseEvent } from '../cases/events.ts'
import type { Database } from './database.ts'
import { Prisma } from './generated/client.ts'

/** The names they gave in a case, of the companies and people in their cases, and where they are written to by mail. Offices are not theirs. */
export function knownNames(db: Database, conversation: string): Promise<string[]> {
  return namesOf(db, Prisma.sql`SELECT * FROM conversation WHERE id = ${conversation}::uuid`, Prisma.sql`
    SELECT own.id FROM case_file own JOIN here c ON c.person_id = own.person_id UNION SELECT x.case_id FROM case_conversation x JOIN here c ON c.id = x.conversation_id`)
}

/** The same of a case: of everything it and the person's other cases name. */
export function namesInCase(db: Database, id: string): Promise<string[]> {
  return namesOf(db, Prisma.sql`SELECT c.* FROM conversation c JOIN case_conversation x ON x.conversation_id = c.id WHERE x.case_id = ${id}::uuid`, Prisma.sql`
    SELECT ${id}::uuid UNION SELECT other.id FROM case_file own JOIN case_file other ON other.person_id = own.person_id WHERE own.id = ${id}::uuid`)
}

async function namesOf({ prisma }: Database, here: Prisma.Sql, cases: Prisma.Sql): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ event: CaseEvent | null; address: string | null; called: string | null }[]>`
    WITH here AS (${here})
    SELECT e.payload AS event, NULL::text AS address, NULL::text AS called FROM case_event e
      WHERE e.case_id IN (${cases}) AND e.type IN ('opened', 'actorAdded', 'companyNamed', 'contacted', 'consentGiven', 'disclosed')
    UNION ALL SELECT NULL, address, NULL FROM here WHERE account_id IN (SELECT id FROM account WHERE channel IN ('email', 'botframework'))
    UNION ALL SELECT NULL, NULL, x.value FROM person_entry x JOIN here c ON c.person_id = x.person_id WHERE x.field = 'callName' AND x.status = 'known'`
  const names = rows.flatMap(({ event, address, called }) => [
    ...(event ? namesIn(event) : []), ...(address?.includes('@') ? [address] : []), ...(called !== null ? [String(JSON.parse(called))] : []),
  ])
  return [...new Set(names)].filter((name) => name.trim().length > 1)
}

function namesIn(event: CaseEvent): string[] {
  const party = (one: Party | null) => (one && one.type !== 'office' ? [one.name] : [])
  switch (event.type) {
    case 'opened':
      return [event.asker.name, ...event.companies]
    case 'actorAdded':
      return [event.actor.name]
    case 'companyNamed':
      return [event.code]
    case 'contacted':
      return party(event.contact.party)
    case 'consentGiven':
      return party(event.consent.party)
    case 'disclosed':
      return party(event.disclosure.party)
    default:
      return []
  }
}
