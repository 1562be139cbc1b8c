// The name staff know a worker by: a bird and a number, made of the id alone, so that it can be said aloud and says nothing.
import { hash } from 'node:crypto'
import { Prisma } from './generated/client.ts'

const BIRDS = [
  'アオサギ', 'アカゲラ', 'イソヒヨ', 'ウグイス', 'ウミネコ', 'エナガ', 'オオルリ', 'オシドリ', 'カケス', 'カッコウ', 'カモメ', 'カワセミ',
  'キジバト', 'キビタキ', 'クイナ', 'コゲラ', 'コサギ', 'コハクチョウ', 'シジュウカラ', 'ジョウビタキ', 'スズメ', 'セキレイ', 'タンチョウ', 'チドリ',
  'ツグミ', 'ツバメ', 'トキ', 'ノビタキ', 'ハヤブサ', 'ヒバリ', 'ヒヨドリ', 'フクロウ', 'ホオジロ', 'ミサゴ', 'ムクドリ', 'メジロ', 'モズ', 'ヤマガラ', 'ヤマセミ', 'ライチョウ',
]

export function pseudonymOf(personId: string): string {
  const digest = hash('sha256', personId, 'buffer')
  return `${BIRDS[digest.readUInt16BE(0) % BIRDS.length]}-${String(digest.readUInt32BE(2) % 10_000).padStart(4, '0')}`
}

/** A condition on `person p`: these four digits are the number in the name. The database makes it by the same rule, and has an index of it. */
export const isNumbered = (number: string): Prisma.Sql => Prisma.sql`pseudonym_number(p.id) = ${Number(number)}`
