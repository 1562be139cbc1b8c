// Chooses, item by item, what goes into a dossier.
import { useState } from 'react'
import { Button, Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Passage } from '../../../cases/dossier.ts'
import { mediaAddress } from '../api.ts'
import { Dialog } from '../staff/Dialog.tsx'

export interface Choosable { readonly key: string; readonly label: string; readonly at: string; readonly picture: string | null; readonly passage: Passage }

interface ChooseProps { readonly choices: readonly Choosable[]; readonly taken: readonly Passage[]; onChoose(chosen: readonly Passage[]): void; onClose(): void }

export function ChoosePassages({ choices, taken, onChoose, onClose }: ChooseProps) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const left = choices.filter(({ passage: { event, media } }) => !taken.some((one) => (event !== null && one.event === event) || (media !== null && one.media === media)))
  const turn = (key: string, on: boolean) => setChosen((before) => new Set(on ? [...before, key] : [...before].filter((one) => one !== key)))
  return (
    <Dialog heading={t('mediation.choose')} onClose={onClose} testid="choose-dialog" stays>
      {left.length === 0 ? <p className="quiet">{t('mediation.nothingToChoose')}</p> : (
        <ul className="items">
          {left.map(({ key, label, at, picture }) => (
            <li key={key} className="item">
              <Checkbox label={label} description={at} checked={chosen.has(key)} onChange={(event) => turn(key, event.currentTarget.checked)} />
              {picture !== null && <img className="choose-picture" src={mediaAddress(picture)} alt="" />}
            </li>
          ))}
        </ul>
      )}
      <div className="form-end">
        <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
        <Button disabled={chosen.size === 0} onClick={() => onChoose(left.filter(({ key }) => chosen.has(key)).map(({ passage }) => passage))} data-testid="choose-yes">{t('mediation.choose')}</Button>
      </div>
    </Dialog>
  )
}
