// Gives many conversations to one colleague.
import { useTranslation } from 'react-i18next'
import { AssigneeList } from '../staff/AssigneeList.tsx'
import { Dialog } from '../staff/Dialog.tsx'

interface GiveDialogProps { readonly conversations: readonly string[]; onClose(): void; onChoose(staff: string): void }

/** Who may have the first of them; for each of the others the server decides. */
export function GiveDialog({ conversations, onClose, onChoose }: GiveDialogProps) {
  const { t } = useTranslation()
  return (
    <Dialog heading={t('bulk.give', { count: conversations.length })} onClose={onClose} testid="give-dialog">
      <AssigneeList conversation={conversations[0] ?? ''} onChoose={({ id }) => onChoose(id)} />
    </Dialog>
  )
}
