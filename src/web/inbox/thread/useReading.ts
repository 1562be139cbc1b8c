// Reads the worker's new lines to a screen reader, in Japanese where a translation came.
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../server/api/inbox.ts'
import { tell } from '../notices.ts'
import { kindName } from '../words.ts'

export function useReading(messages: readonly MessageView[] | undefined): void {
  const { t } = useTranslation()
  const readUpTo = useRef<number | null>(null)
  useEffect(() => {
    if (messages === undefined) return
    readUpTo.current ??= messages.at(-1)?.seq ?? 0
    for (const message of messages) {
      if (message.seq <= readUpTo.current) continue
      if (message.translation.status === 'pending') return
      readUpTo.current = message.seq
      if (message.author !== 'worker') continue
      const text = message.translation.status === 'done' ? message.translation.text : message.text
      tell(t('thread.newLine', { author: t('author.worker'), text: text ?? kindName(message.kind) }))
    }
  }, [messages, t])
}
