// The cases of the person in a conversation, and the way to begin one.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '../../../server/api/inbox.ts'
import { caseAddress } from '../place.ts'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { useMay, useMe } from '../staff/staffQueries.ts'
import { AnswerStanding } from './AnswerStanding.tsx'
import { useCasesHere } from './caseQueries.ts'
import { word } from './caseWords.ts'
import { DueOf } from './Due.tsx'
import { NewCase } from './NewCase.tsx'
import { Severity } from './Severity.tsx'

export function CasesHere({ conversation }: { readonly conversation: ConversationView }) {
  const { t } = useTranslation()
  const [opening, setOpening] = useState(false)
  const may = useMay('cases.write')
  const cases = useCasesHere(conversation.id, may).data?.cases.filter(({ closedAt }) => closedAt === null) ?? []
  const asked = cases.find(({ standingAsked }) => standingAsked)
  const me = useMe().data?.id
  const mine = conversation.handling === 'counsellor' && conversation.assignee?.id === me
  if (!may) return null
  return (
    <div className="cases-here" data-testid="cases-here">
      {cases.map((view) => (
        <span key={view.id} className="case-here">
          <Severity severity={view.severity} />
          <PlaceLink to={caseAddress(view.id)} className="page-link" testid="open-case">{t('case.open')}</PlaceLink>
          <span className="row-fact">{word('stage', view.stage)}</span>
          <DueOf view={view} />
        </span>
      ))}
      {asked && <AnswerStanding conversation={conversation.id} view={asked} mine={mine} />}
      <Button size="compact-sm" variant="subtle" onClick={() => setOpening(true)} data-testid="make-case">{t('case.newFrom')}</Button>
      {opening && <NewCase conversation={conversation.id} language={conversation.language} onClose={() => setOpening(false)} />}
    </div>
  )
}
