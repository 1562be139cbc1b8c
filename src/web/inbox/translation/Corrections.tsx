// What counsellors corrected, without the names: to keep, to put aside, or to make a term of.
import { useState } from 'react'
import { Button, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CorrectionView, TermView } from '../../../server/api/translation.ts'
import { show } from '../notices.ts'
import { Answered } from '../staff/Answered.tsx'
import { useChange } from '../staff/useChange.ts'
import { exactly } from '../time.ts'
import { languageIn } from './languageIn.ts'
import { useCorrections } from './glossaryQueries.ts'
import { decideCorrection } from './requests.ts'
import { EMPTY_TERM } from './TermForm.tsx'

interface CorrectionsProps { readonly writes: boolean; onTerm(term: TermView): void }

export function Corrections({ writes, onTerm }: CorrectionsProps) {
  const { t } = useTranslation()
  const [which, setWhich] = useState<'open' | 'decided'>('open')
  return (
    <div className="glossary-panel">
      <p className="quiet">{t('glossary.correctionsIntro')}</p>
      <NativeSelect className="corrections-which" value={which} onChange={(event) => setWhich(event.currentTarget.value === 'decided' ? 'decided' : 'open')} data={(['open', 'decided'] as const).map((value) => ({ value, label: t(`glossary.${value}`) }))} aria-label={t('glossary.corrections')} />
      <Answered query={useCorrections(which)}>
        {({ corrections }) => (corrections.length === 0
          ? <p className="empty" data-testid="no-corrections">{t('glossary.noCorrections')}</p>
          : <ul className="items panel">{corrections.map((one) => <Correction key={one.id} correction={one} writes={writes} onTerm={onTerm} />)}</ul>)}
      </Answered>
    </div>
  )
}

function Correction({ correction, writes, onTerm }: CorrectionsProps & { readonly correction: CorrectionView }) {
  const { t } = useTranslation()
  const { id, from, to, original, machine, corrected, by, at, state, decidedBy } = correction
  const deciding = useChange({ ask: (decision: 'kept' | 'dismissed') => decideCorrection(id, decision), again: ['corrections'], told: true, onDone: (_value, decision) => show(t(`glossary.${decision}`)) })
  const texts = [[t('translation.original'), original, from], [t('translation.machineText'), machine, to], [t('translation.right'), corrected, to]] as const
  return (
    <li className="item item-wide" data-testid="correction-item">
      <div className="item-text">
        <dl className="correction-texts">
          {texts.map(([name, text, language]) => <div key={name}><dt>{name} ({language === null ? t('glossary.unknown') : languageIn(language)})</dt><dd lang={language ?? undefined}>{text}</dd></div>)}
        </dl>
        <span className="quiet">{t('glossary.by', { name: by, time: exactly(at) })}</span>
        {state !== 'open' && <span className="state" data-on={state === 'kept'}>{t(`glossary.decidedAs.${state}`)}{decidedBy !== null && ` (${decidedBy})`}</span>}
      </div>
      {writes && state === 'open' && (
        <div className="item-actions">
          <Button size="compact-md" variant="light" loading={deciding.isPending} onClick={() => deciding.mutate('kept')} data-testid="keep-correction">{t('glossary.keep')}</Button>
          <Button size="compact-md" variant="default" onClick={() => onTerm({ ...EMPTY_TERM, note: `${original} → ${corrected}`.slice(0, 500) })} data-testid="correction-term">{t('glossary.makeTerm')}</Button>
          <Button size="compact-md" variant="subtle" loading={deciding.isPending} onClick={() => deciding.mutate('dismissed')} data-testid="dismiss-correction">{t('glossary.dismiss')}</Button>
        </div>
      )}
    </li>
  )
}
