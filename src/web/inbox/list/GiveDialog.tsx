// Gives many conversations to one colleague.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Answered } from '../staff/Answered.tsx'
import { Dialog } from '../staff/Dialog.tsx'
import { Presence } from '../staff/Presence.tsx'
import { useAssignees } from '../staff/staffQueries.ts'

interface GiveDialogProps { readonly conversations: readonly string[]; onClose(): void; onChoose(staff: string): void }

/** Who may have the first of them; for each of the others the server decides. */
export function GiveDialog({ conversations, onClose, onChoose }: GiveDialogProps) {
  const { t } = useTranslation()
  const assignees = useAssignees(conversations[0] ?? '')
  return (
    <Dialog heading={t('bulk.give', { count: conversations.length })} onClose={onClose} testid="give-dialog">
      <Answered query={assignees}>
        {(people) => people.length === 0 ? <p className="quiet">{t('assign.none')}</p> : (
          <ul className="items">
            {people.map((person) => (
              <li key={person.id} className="item">
                <div className="item-text">
                  <strong>{person.name}</strong>
                  <span className="item-facts"><Presence person={person} /><span className="row-fact">{t('assign.load', { count: person.open })}</span></span>
                </div>
                <Button size="compact-sm" variant="light" aria-label={t('assign.toNamed', { name: person.name })} onClick={() => onChoose(person.id)}>{t('assign.to')}</Button>
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </Dialog>
  )
}
