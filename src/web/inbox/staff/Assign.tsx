// Gives a conversation to a colleague, or to nobody: those who fit best stand first.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '../../../server/api/inbox.ts'
import { Icon } from '../Icon.tsx'
import { show } from '../notices.ts'
import { languageName } from '../words.ts'
import { AssigneeList } from './AssigneeList.tsx'
import { Dialog } from './Dialog.tsx'
import { assign } from './requests.ts'
import { useChange } from './useChange.ts'

interface Wanted { readonly id: string | null; readonly name: string }

function useAssigning(conversation: ConversationView) {
  const { t } = useTranslation()
  const again = ['conversations', 'thread', 'staff', 'assignees']
  const undoing = useChange({ ask: (staff: string | null) => assign(conversation.id, staff), again, told: true, onDone: () => show(t('staff.undone')) })
  return useChange({
    ask: ({ id }: Wanted) => assign(conversation.id, id), again, told: true,
    onDone: (_value, { id, name }) => {
      const before = conversation.assignee?.id ?? null
      show(id === null ? t('assign.freed') : t('assign.done', { name }), 'done', () => undoing.mutate(before))
    },
  })
}

interface ColleaguesProps { readonly conversation: ConversationView; onClose(): void; onChoose(wanted: Wanted): void }

function Colleagues({ conversation, onClose, onChoose }: ColleaguesProps) {
  const { t } = useTranslation()
  const { language, assignee } = conversation
  return (
    <Dialog heading={t('assign.heading', { name: conversation.pseudonym })} onClose={onClose} testid="assign-dialog">
      <AssigneeList
        conversation={conversation.id} present={assignee?.id} onChoose={onChoose}
        fact={(person) => person.speaks && <span className="row-fact"><Icon name="translate" size={14} />{language === null ? t('assign.speaks') : t('assign.speaksIt', { language: languageName(language) })}</span>}
      />
      {assignee !== null && (
        <div className="form-end"><Button variant="default" onClick={() => onChoose({ id: null, name: '' })} data-testid="unassign">{t('assign.free')}</Button></div>
      )}
    </Dialog>
  )
}

export function Assign({ conversation }: { readonly conversation: ConversationView }) {
  const { t } = useTranslation()
  const [choosing, setChoosing] = useState(false)
  const assigning = useAssigning(conversation)
  return (
    <>
      <Button variant="default" loading={assigning.isPending} onClick={() => setChoosing(true)} data-testid="assign">{t('assign.open')}</Button>
      {choosing && (
        <Colleagues
          conversation={conversation} onClose={() => setChoosing(false)}
          onChoose={(wanted) => {
            setChoosing(false)
            assigning.mutate(wanted)
          }}
        />
      )}
    </>
  )
}
