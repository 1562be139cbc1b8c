// Gives everything but names the seal of the newest key while the desk runs; what was cut off goes on where it is called again.
import type pg from 'pg'
import { SEALED_COLUMNS } from './columns.ts'
import { countSeals, keysInUse } from './count.ts'
import type { Keyring } from './keyring.ts'
import { forgetKey, KeysRefused } from './state.ts'
import { walkColumn } from './walk.ts'

/**
 * @param say hears a line for each column that had something to do, and how far a long one is
 * @throws KeysRefused where a running desk could not read what it would find
 */
export async function reseal(client: pg.Client, keyring: Keyring, say: (line: string) => void): Promise<void> {
  const newest = keyring.newest('t')
  if ((await keysInUse(client)).some((numbers) => !numbers.includes(newest))) {
    throw new KeysRefused(`A running desk does not know key ${newest}. Give it to every machine, start the desk again there, then try again. Nothing was changed.`)
  }
  for (const column of SEALED_COLUMNS.filter(({ kind }) => kind !== 'name')) {
    const name = `${column.table}.${column.column}`
    let [told, changed] = [0, 0]
    const progress = (share: number) => {
      if (share === 1 || share - told < 0.1) return
      told = share
      say(`${name}: ${Math.round(share * 100)} %`)
    }
    for (let found = -1; found !== 0; changed += found) found = await walkColumn(client, keyring, column, false, progress)
    if (changed > 0) say(`${name}: ${changed} sealed with key ${newest}`)
  }
}

/** @param files sealed with it, wherever they lie. @throws KeysRefused where anything still needs this key */
export async function releaseKey(client: pg.Client, keyring: Keyring, number: number, files = 0): Promise<void> {
  if (!keyring.numbers.includes(number)) throw new KeysRefused(`There is no key ${number}.`)
  if (number === keyring.newest('t')) throw new KeysRefused(`Key ${number} is the one that seals. Add another one first.`)
  if (number === keyring.newest('n')) throw new KeysRefused(`Key ${number} seals names. Stop the desk and run: npm run -s keys -- names`)
  if ((await keysInUse(client)).some(([first]) => first === number)) throw new KeysRefused(`A running desk still seals with key ${number}. Start it again with the newer key first.`)
  const left = files + ((await countSeals(client)).sealed.get(number) ?? 0)
  if (left > 0) throw new KeysRefused(`${left} values and files are sealed with key ${number}. Run: npm run -s keys -- reseal`)
  await forgetKey(client, number)
}
