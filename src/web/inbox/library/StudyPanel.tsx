// On the page of a closed case: what makes its person one of few, and the way to a study of it.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { TRAITS } from '../../../cases/study.ts'
import { ActButton } from '../cases/ActForm.tsx'
import type { PanelProps } from '../cases/CasePage.tsx'
import { show } from '../notices.ts'
import { go, studyAddress } from '../place.ts'
import { Panel } from '../staff/Page.tsx'
import { useChange } from '../staff/useChange.ts'
import { Taken } from './Taken.tsx'
import { beginStudy } from './libraryRequests.ts'

export function StudyPanel({ detail, may }: PanelProps) {
  const { t } = useTranslation()
  const { case: { id }, state: { traits, closing } } = detail
  const [begun, setBegun] = useState<{ readonly id: string; readonly hidden: readonly string[] } | null>(null)
  const beginning = useChange({
    ask: () => beginStudy(id), again: ['library'], told: true,
    onDone: (study) => {
      if (study.hidden.length === 0) return go(studyAddress(study.id))
      show(t('library.began'))
      setBegun(study)
    },
  })
  const known = TRAITS.filter((trait) => traits[trait] !== '')
  return (
    <Panel
      heading={t('mediation.traits')} hint={t('mediation.traitsHint')} testid="study-panel"
      actions={(
        <span className="item-actions">
          {(may || closing !== null) && <ActButton id={id} testid="note-traits" label={t('mediation.edit')} fields={TRAITS.map((name) => ({ name, label: t(`mediation.trait.${name}`), optional: true, initial: traits[name] }))} build={(values) => ({ type: 'noteTraits', ...values })} />}
          {closing !== null && <Button size="compact-sm" loading={beginning.isPending} onClick={() => beginning.mutate(undefined)} title={t('library.beginHint')} data-testid="begin-study">{t('library.begin')}</Button>}
        </span>
      )}
    >
      <p className="item-facts">{known.length === 0 ? <span className="quiet">{t('mediation.noTraits')}</span> : known.map((trait) => <span key={trait}>{t(`mediation.trait.${trait}`)}: {traits[trait]}</span>)}</p>
      {begun && <Taken hidden={begun.hidden} onClose={() => { setBegun(null); go(studyAddress(begun.id)) }} />}
    </Panel>
  )
}
