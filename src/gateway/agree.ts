// What a step of the flow changes of the terms on which the person may be reached. Pure.
import { kept } from '../contact/secret-word.ts'
import { DEFAULT_TERMS, USUAL_TIMES } from '../contact/terms.ts'
import type { ContactTerms } from '../contact/terms.ts'
import type { Agreed } from '../engine/flow.ts'
import type { Outcome } from '../engine/outcome.ts'

/** What changes; null where nothing does. Who names hours names them for the app in which they say so. */
export function agreedIn({ agreed, word }: Outcome, typed: string, channel: string, salt: string): Partial<ContactTerms> | null {
  const terms = [...agreed.map((one) => changeOf(one, channel)), ...(word === null ? [] : [{ [`${word}Word`]: kept(typed, salt) }])]
  return terms.length > 0 ? Object.assign({}, ...terms) : null
}

function changeOf({ begin, hours, neutral, watched, news }: Agreed, channel: string): Partial<ContactTerms> {
  return {
    ...(begin === false && { begin, channels: DEFAULT_TERMS.channels, hours: DEFAULT_TERMS.hours }),
    ...(begin === true && { begin, channels: [channel] }),
    ...(hours !== undefined && { hours: USUAL_TIMES[hours] }),
    ...(neutral !== undefined && { neutral }),
    ...(watched !== undefined && { watched }),
    ...(news !== undefined && { news }),
  }
}
