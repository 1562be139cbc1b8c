// What chance decides is the same in every run of the tests, so that what fails is what was changed. `SEED=random` draws anew.
import { randomInt } from 'node:crypto'
import fc from 'fast-check'

const given = process.env['SEED'] ?? '20261122'

/** Of whatever is made up here; a test that fails names it. */
export const SEED = given === 'random' ? randomInt(2 ** 31) : Number(given)

fc.configureGlobal({ seed: SEED })
