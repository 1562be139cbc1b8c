// What the bar asks for before it takes a matter: each thing done, missing or not applicable, by whom.
import { useTranslation } from 'react-i18next'
import { INTAKE, openIntake } from '../../../cases/mediation.ts'
import { ActButton } from '../cases/ActForm.tsx'
import type { PanelProps } from '../cases/CasePage.tsx'
import { Panel } from '../staff/Page.tsx'
import { exactly } from '../time.ts'
import { choicesIn, named } from './mediationWords.ts'

export function Intake({ detail, may }: PanelProps) {
  const { t } = useTranslation()
  const { case: { id }, state: { mediation }, names } = detail
  return (
    <Panel heading={t('mediation.intake')} hint={`${t('mediation.intakeHint')} ${t('mediation.intakeOpen', { count: openIntake(mediation).length })}`} testid="intake">
      <ul className="intake">
        {INTAKE.map((item) => {
          const note = mediation.intake[item]
          return (
            <li key={item} className="intake-item" data-state={note?.state ?? 'open'}>
              <span className="intake-name">{named('items', item)}</span>
              <span className="intake-state">{note ? named('states', note.state) : '–'}</span>
              {note && <span className="quiet">{note.note}{note.note === '' ? '' : ' · '}{names[note.by] ?? note.by} · {exactly(note.at)}</span>}
              {may && (
                <ActButton
                  id={id} testid={`intake-${item}`} variant="subtle" label={t('mediation.edit')} heading={named('items', item)} named={`${t('mediation.edit')}: ${named('items', item)}`}
                  fields={[{ name: 'state', label: t('mediation.state'), kind: 'choice', choices: choicesIn('states'), initial: note?.state ?? 'done' }, { name: 'note', label: t('case.note'), kind: 'long', optional: true, initial: note?.note ?? '' }]}
                  build={(values) => ({ type: 'noteIntake', item, ...values })}
                />
              )}
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
