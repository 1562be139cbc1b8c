// How each account stands with its platform, as last seen: by asking, or by a send that was refused.
import type { Health, Problem } from '../../channels/contract.ts'
import type { Database, Statements } from './database.ts'
import { json } from './json.ts'

/** `since` is ISO 8601: when the problem was first seen. */
export interface KnownHealth {
  readonly problems: readonly { readonly problem: Problem; readonly since: string }[]
  readonly quota: { readonly limit: number | null; readonly used: number } | null
}

export interface AccountHealth { readonly id: string; readonly health: KnownHealth | null; readonly checked_at: Date | null }

/** A problem that a send ran into stands until the platform, asked again, no longer has it. */
export async function noteProblem(tx: Statements, account: string, problem: Problem): Promise<void> {
  await tx.$executeRaw`
    UPDATE account SET checked_at = coalesce(checked_at, now()), health = jsonb_build_object('quota', health->'quota', 'problems',
      coalesce(health->'problems', '[]') || jsonb_build_array(jsonb_build_object('problem', ${problem}::text, 'since', now())))
    WHERE id = ${account} AND NOT coalesce(health->'problems', '[]') @> jsonb_build_array(jsonb_build_object('problem', ${problem}::text))`
}

/** The accounts nobody has asked about for so long; they count as asked from now on, so that only one process does it. */
export async function claimUnchecked({ prisma }: Database, accounts: readonly string[], seconds: number): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    UPDATE account SET checked_at = now()
    WHERE id = ANY(${[...accounts]}::text[]) AND (checked_at IS NULL OR health IS NULL OR checked_at < now() - make_interval(secs => ${seconds}::float8))
    RETURNING id`
  return rows.map(({ id }) => id)
}

/** What the platform did not speak of, an account it blocked, stays as it was noted. */
export async function saveHealth({ prisma }: Database, account: string, { problems, quota }: Health): Promise<void> {
  await prisma.$executeRaw`
    WITH seen AS (SELECT value AS problem FROM jsonb_array_elements_text(${json(problems)}::jsonb)
    ), old AS (
      SELECT o.problem, min(o.since) AS since FROM account a, jsonb_to_recordset(coalesce(a.health->'problems', '[]')) AS o(problem text, since text)
      WHERE a.id = ${account} GROUP BY o.problem
    )
    UPDATE account SET checked_at = now(), health = jsonb_build_object('quota', ${json(quota ?? null)}::jsonb, 'problems', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('problem', problem, 'since', coalesce(since, to_jsonb(now()) #>> '{}'))), '[]')
      FROM seen LEFT JOIN old USING (problem)))
    WHERE id = ${account}`
}

export function accountsHealth({ prisma }: Database): Promise<AccountHealth[]> {
  return prisma.$queryRaw<AccountHealth[]>`SELECT id, health, checked_at FROM account`
}

/** The provider said that the account sends too quickly: what goes to many waits, in every process. */
export async function askedForPatience(tx: Statements, account: string, ms: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO send_pace (account_id, at, paused_until) VALUES (${account}, now(), now() + make_interval(secs => ${ms / 1000}::float8))
    ON CONFLICT (account_id) DO UPDATE SET paused_until = greatest(send_pace.paused_until, excluded.paused_until)`
}
