// The companies as a sheet: its columns, the words that stand in it, and a row for each company with its newest headcount and its codes.
import type { INDUSTRIES } from '../people/facts.ts'
import type { CompanyCode } from './code.ts'
import type { Company, Relation, Tier } from './company.ts'
import type { Lot } from './lots.ts'
import type { Workers } from './shape.ts'

export const COLUMNS = {
  id: '番号', name: '会社名', otherNames: '別名', parent: '親会社', relation: '関係', lot: '負担', tier: '契約の種類', contractFrom: '契約開始', contractTo: '契約終了', scope: '対象',
  industry: '業種', prefecture: '都道府県', workers: '労働者数', workersAsOf: '労働者数の日', workersSource: '申告者', codes: 'コード',
} as const
export type Column = keyof typeof COLUMNS
export const COLUMN_NAMES = Object.keys(COLUMNS).filter((name): name is Column => name in COLUMNS)

type Words<T extends string> = Readonly<Record<T, readonly string[]>>
export const RELATION_WORDS: Words<Relation> = { capital: ['資本', '子会社', '関連会社'], supply: ['取引', 'サプライチェーン', '取引先'] }
export const LOT_WORDS: Words<Lot> = { jica: ['JICA'], company: ['会社', '企業'] }
export const TIER_WORDS: Words<`${Tier}`> = { 1: ['基本'], 2: ['拡大'], 3: ['個別'] }
export const INDUSTRY_WORDS: Words<(typeof INDUSTRIES)[number]> = {
  agriculture: ['農業'], fishery: ['漁業'], food: ['食品製造', '食品'], construction: ['建設'], shipbuilding: ['造船・舶用工業', '造船'], automobile: ['自動車・自動車整備', '自動車'], machinery: ['機械製造', '機械'],
  electronics: ['電気・電子'], metal: ['金属加工', '金属'], textile: ['繊維・衣服', '縫製', '繊維'], plastics: ['プラスチック成形', 'プラスチック'], printing: ['印刷・製本', '印刷'], care: ['介護'], medical: ['医療'],
  restaurant: ['外食', '飲食'], lodging: ['宿泊'], cleaning: ['清掃'], retail: ['小売'], logistics: ['運輸・物流', '運輸', '物流'], aviation: ['航空'], forestry: ['林業・木材', '林業'], it: ['IT'], education: ['教育'],
  housework: ['家事'], other: ['その他'],
}

/** A company with what stands in its row. `prefecture` of the entry is a number; the sheet has its name. */
export interface Listed extends Company { readonly workers: Workers | null; readonly codes: readonly CompanyCode[] }

/** As `readRows` reads it. `prefectures`: their names, from 北海道 to 沖縄県. */
export function writeSheet(companies: readonly Listed[], prefectures: readonly string[]): string[][] {
  const names = new Map(companies.map(({ id, entry }) => [id, entry.name]))
  const word = <T extends string>(words: Words<T>, name: T | null) => (name === null ? '' : words[name][0] ?? name)
  return [COLUMN_NAMES.map((name) => COLUMNS[name]), ...companies.map(({ id, entry, workers, codes }) => {
    const cells: Readonly<Record<Column, string>> = {
      id, name: entry.name, otherNames: entry.otherNames.join('\n'), parent: entry.parent === null ? '' : names.get(entry.parent) ?? '', relation: word(RELATION_WORDS, entry.relation),
      lot: word(LOT_WORDS, entry.lot), tier: entry.tier === null ? '' : word(TIER_WORDS, `${entry.tier}`), contractFrom: entry.contractFrom ?? '', contractTo: entry.contractTo ?? '', scope: entry.scope,
      industry: INDUSTRY_WORDS[INDUSTRY_NAMES.find((name) => name === entry.industry) ?? 'other'][0] ?? '', prefecture: entry.prefecture === null ? '' : prefectures[entry.prefecture - 1] ?? '',
      workers: workers ? String(workers.workers) : '', workersAsOf: workers?.asOf ?? '', workersSource: workers?.source ?? '', codes: codes.map(codeLine).join('\n'),
    }
    return COLUMN_NAMES.map((name) => (name === 'industry' && entry.industry === null ? '' : cells[name]))
  })]
}

export const INDUSTRY_NAMES = Object.keys(INDUSTRY_WORDS).filter((name): name is keyof typeof INDUSTRY_WORDS => name in INDUSTRY_WORDS)

/** `CODE | 負担 | キャンペーン | 開始 | 終了 | 配る人 | 開くところ`; what is empty at the end is left out. */
function codeLine({ code, lot, campaign, validFrom, validTo, source, opens }: CompanyCode): string {
  return [code, LOT_WORDS[lot][0], campaign, validFrom ?? '', validTo ?? '', source, opens ?? ''].join(' | ').replace(/( \| )+$/, '')
}

/** An empty sheet with one company and one below it, to be written over. */
export function templateSheet(prefectures: readonly string[]): string[][] {
  const entry = { otherNames: [], parent: null, relation: null, tier: 1, contractFrom: '2026-04-01', contractTo: '2027-03-31', scope: '', lot: 'company', industry: 'food', prefecture: 23 } as const
  const [head = [], ...rows] = writeSheet([
    { id: 'above', revision: 0, entry: { ...entry, name: '（例）みほん食品株式会社', otherNames: ['Mihon Foods'] }, workers: { asOf: '2026-04-01', workers: 120, source: '会社' }, codes: [] },
    { id: 'below', revision: 0, entry: { ...entry, name: '（例）みほん物流', parent: 'above', relation: 'capital', tier: null, contractFrom: null, contractTo: null, industry: 'logistics' }, workers: null, codes: [] },
  ], prefectures)
  return [head, ...rows.map(([, ...cells]) => ['', ...cells])]
}
