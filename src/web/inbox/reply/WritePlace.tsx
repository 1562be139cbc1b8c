// The foot of a conversation: a reply to the worker, or a note for colleagues. Which of the two is always plain to see.
import { useState } from 'react'
import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '../../../server/api/inbox.ts'
import { useMay } from '../staff/staffQueries.ts'
import { NoteBox } from './NoteBox.tsx'
import { ReplyPlace } from './ReplyPlace.tsx'

export function WritePlace({ conversation, me }: { readonly conversation: ConversationView; readonly me: string }) {
  const { t } = useTranslation()
  const [writes, setWrites] = useState<'reply' | 'note'>('reply')
  const [note, setNote] = useState('')
  const mayWrite = useMay('conversations.write')
  return (
    <div className="write" data-writes={writes}>
      {mayWrite && (
        <SegmentedControl
          className="write-what" size="xs" aria-label={t('note.which')} value={writes} onChange={(value) => setWrites(value === 'note' ? 'note' : 'reply')}
          data={[{ value: 'reply', label: t('note.replyTab') }, { value: 'note', label: t('note.tab') }]} data-testid="write-what"
        />
      )}
      {/* What is begun in one stays while the other is open. */}
      <div hidden={writes !== 'reply'}><ReplyPlace conversation={conversation} me={me} /></div>
      {writes === 'note' && <NoteBox conversation={conversation.id} text={note} onText={setNote} />}
    </div>
  )
}
