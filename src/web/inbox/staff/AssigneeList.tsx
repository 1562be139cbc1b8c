// Who may have a conversation, those who fit best first.
import type { ReactNode } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AssigneeView } from '../../../server/api/staff.ts'
import { Answered } from './Answered.tsx'
import { Presence } from './Presence.tsx'
import { useAssignees } from './staffQueries.ts'

interface AssigneeListProps {
  readonly conversation: string
  /** Who has it now: shown, and not to be chosen again. */
  readonly present?: string | undefined
  /** What else is said of each. */
  fact?(person: AssigneeView): ReactNode
  onChoose(person: AssigneeView): void
}

export function AssigneeList({ conversation, present, fact, onChoose }: AssigneeListProps) {
  const { t } = useTranslation()
  return (
    <Answered query={useAssignees(conversation)}>
      {(people) => people.length === 0 ? <p className="quiet">{t('assign.none')}</p> : (
        <ul className="items">
          {people.map((person) => (
            <li key={person.id} className="item">
              <div className="item-text">
                <strong>{person.name}</strong>
                <span className="item-facts">
                  <Presence person={person} />
                  {fact?.(person)}
                  <span className="row-fact">{t('assign.load', { count: person.open })}</span>
                </span>
              </div>
              {person.id === present
                ? <span className="tag">{t('assign.now')}</span>
                : <Button size="compact-sm" variant="light" aria-label={t('assign.toNamed', { name: person.name })} onClick={() => onChoose(person)} data-testid={`assign-${person.id}`}>{t('assign.to')}</Button>}
            </li>
          ))}
        </ul>
      )}
    </Answered>
  )
}
