// Redraws a component whenever the conversation changes.
import { useEffect, useState } from 'preact/hooks'
import type { Conversation, View } from './conversation.ts'

export function useConversation(conversation: Conversation): View {
  const [view, setView] = useState(conversation.view)
  useEffect(() => {
    const update = () => setView(conversation.view())
    update()
    return conversation.onChange(update)
  }, [conversation])
  return view
}
