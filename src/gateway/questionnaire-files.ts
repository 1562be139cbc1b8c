// The questionnaires that come with a release, and those that run: read from flows/questionnaires/ and from the tables.
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { Log } from '../operate/log.ts'
import type { Questionnaire } from '../questionnaires/running.ts'
import { QUESTIONNAIRE_KINDS, QuestionnaireContent } from '../questionnaires/shape.ts'
import type { Database } from '../store/database.ts'
import { publishFiles, readRunning } from '../store/questionnaires-running.ts'
import { readYaml } from './yaml.ts'

export type Questionnaires = ReadonlyMap<string, Questionnaire>

const Kind = z.enum(QUESTIONNAIRE_KINDS)
/** What a file is, by its name; any other is a survey. */
const KIND_OF: Readonly<Record<string, Questionnaire['kind']>> = { 'self-check': 'selfCheck', feedback: 'feedback' }

/** A file's name is the key of its questionnaire. @throws Error that names the file and what is wrong in it */
export function readQuestionnaireFiles(folder: string): Questionnaires {
  return new Map(readdirSync(folder).filter((name) => name.endsWith('.yaml')).toSorted().map((name) => {
    const key = basename(name, '.yaml')
    const content = readYaml(join(folder, name), QuestionnaireContent)
    return [key, { key, kind: KIND_OF[key] ?? 'survey', opensAt: null, closesAt: null, versions: new Map([[1, content]]) }]
  }))
}

export async function publishQuestionnaireFiles(db: Database, files: Questionnaires): Promise<void> {
  await publishFiles(db, [...files.values()].map(({ key, kind, versions }) => ({ key, kind, content: versions.get(1) })))
}

/** A version this release can no longer read is left out, and said so. */
export async function readQuestionnaires(db: Database, log: Log): Promise<Questionnaires> {
  return new Map((await readRunning(db)).flatMap(({ key, kind, opens_at, closes_at, versions }): [string, Questionnaire][] => {
    const readable = new Map(versions.flatMap(({ number, content }): [number, QuestionnaireContent][] => {
      const { data } = QuestionnaireContent.safeParse(content)
      if (!data) log.error({ questionnaire: key, number }, 'a questionnaire is not of the form this release reads')
      return data ? [[number, data]] : []
    }))
    const known = Kind.safeParse(kind).data
    if (known === undefined || readable.size === 0) return []
    return [[key, { key, kind: known, opensAt: opens_at?.toISOString() ?? null, closesAt: closes_at?.toISOString() ?? null, versions: readable }]]
  }))
}
