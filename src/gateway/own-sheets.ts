// What a person answered to questionnaires, looked up only for who is asked one; and who answered an anonymous one, as a digest.
import type { TermHash } from '../knowledge/term-hash.ts'
import type { OwnSheets } from '../questionnaires/running.ts'
import { readDone, readFull, readNames, readOpenSheets } from '../store/answer-sheets.ts'
import type { Statements } from '../store/database.ts'
import type { ConversationRow } from '../store/turns.ts'
import type { Questionnaires } from './questionnaire-files.ts'

export async function ownSheets(tx: Statements, { id, person_id: person, language }: Pick<ConversationRow, 'id' | 'person_id' | 'language'>, questionnaires: Questionnaires, hash: TermHash): Promise<OwnSheets> {
  const names = await readNames(tx, person)
  return {
    open: await readOpenSheets(tx, person),
    done: await readDone(tx, person, [...questionnaires.keys()].flatMap((key) => onceDigests(key, names, hash))),
    full: await readFull(tx, id, language ?? ''),
  }
}

/** 128 bits of each name, which only the installation's own key makes again. */
export function onceDigests(key: string, names: readonly string[], hash: TermHash): string[] {
  return names.map((name) => hash(new Set([0, 1, 2, 3].map((part) => `answered ${part} ${key} ${name}`))).map((value) => (value >>> 0).toString(16).padStart(8, '0')).join(''))
}
