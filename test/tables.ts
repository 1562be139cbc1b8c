// How a test that asks the tables directly reads what is sealed in them: `new pg.Client({ connectionString, types: plainly })`.
import pg from 'pg'
import { openBytes, openJson } from '../src/store/sealing/values.ts'
import { testKeyring } from './store.ts'

const [TEXT, TEXTS, JSONS, BYTES] = [[25, 1043], 1009, [114, 3802], 17]
const SEAL = /sealed:\d+[tjn]:[\w-]+/g

/** Also seals that stand within a longer text, as in a whole row. */
export const plainText = (text: string): string => text.replace(SEAL, (seal) => testKeyring.open(seal).text)

export const plainly: pg.CustomTypesConfig = {
  getTypeParser(oid: number): (value: string) => unknown {
    const parse = pg.types.getTypeParser(oid, 'text') as (value: string) => unknown
    if (TEXT.includes(oid)) return plainText
    if (JSONS.includes(oid)) return (value) => parse(String(openJson(testKeyring, value)))
    if (oid === TEXTS) return (value) => (parse(value) as (string | null)[]).map((one) => one && plainText(one))
    return oid === BYTES ? (value) => openBytes(testKeyring, parse(value)) : parse
  },
}
