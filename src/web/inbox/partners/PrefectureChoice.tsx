// Prefectures to choose from as chips, region by region, so that a whole region is one press.
import { useTranslation } from 'react-i18next'
import { PREFECTURES, type Prefecture } from '../../../partners/prefectures.ts'
import { partnerWord, prefectureName } from './partnerWords.ts'

/** Number of the first prefecture of each region, in their official order. */
const REGIONS = [['north', 0], ['kanto', 7], ['chubu', 14], ['kinki', 23], ['west', 30], ['south', 39]] as const

interface Props { readonly chosen: readonly Prefecture[]; onChange(chosen: readonly Prefecture[]): void }

export function PrefectureChoice({ chosen, onChange }: Props) {
  const { t } = useTranslation()
  const turn = (names: readonly Prefecture[], on: boolean) => onChange(PREFECTURES.filter((one) => (names.includes(one) ? on : chosen.includes(one))))
  return (
    <fieldset className="choice" data-testid="prefectures">
      <legend>{t('partner.prefectures')}</legend>
      <div className="chips">
        <button type="button" className="chip" aria-pressed={chosen.length === PREFECTURES.length} onClick={() => onChange(chosen.length === PREFECTURES.length ? [] : PREFECTURES)}>{t('partner.everywhere')}</button>
      </div>
      {REGIONS.map(([region, start], i) => {
        const names = PREFECTURES.slice(start, REGIONS[i + 1]?.[1])
        const all = names.every((one) => chosen.includes(one))
        return (
          <div key={region} className="chips">
            <button type="button" className="chip chip-region" aria-pressed={all} onClick={() => turn(names, !all)}>{partnerWord('region', region)}</button>
            {names.map((one) => <button key={one} type="button" className="chip" aria-pressed={chosen.includes(one)} onClick={() => turn([one], !chosen.includes(one))}>{prefectureName(one)}</button>)}
          </div>
        )
      })}
    </fieldset>
  )
}
