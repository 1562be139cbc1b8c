// The whole page: who we are and how to leave, what was said, and where to write.
/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import { Composer } from './Composer.tsx'
import { Header } from './Header.tsx'
import { MessageList } from './MessageList.tsx'
import { Presence } from './Presence.tsx'
import type { Choice } from './activity.ts'
import type { Conversation } from './conversation.ts'
import { tellHost } from './host.ts'
import { type Language, languageInValue, languageNames, languageValue, rememberLanguage } from './languages.ts'
import { useConversation } from './useConversation.ts'
import { useReading } from './useReading.ts'
import type { Reading } from './words.ts'

interface Props { readonly conversation: Conversation; readonly language: Language; readonly first: Reading }

export const embedded = new URLSearchParams(location.search).get('embed') === '1'

export function ChatPage({ conversation, language: firstLanguage, first }: Props) {
  const [language, setLanguage] = useState(firstLanguage)
  const { words, language: read } = useReading(language, first)
  const view = useConversation(conversation)

  useEffect(() => {
    if (!embedded) return
    const closeOnEscape = (event: KeyboardEvent) => { if (event.key === 'Escape') tellHost('close') }
    addEventListener('keydown', closeOnEscape)
    return () => removeEventListener('keydown', closeOnEscape)
  }, [])

  function switchTo(next: Language) {
    rememberLanguage(next)
    setLanguage(next)
  }

  function pick(next: Language) {
    switchTo(next)
    conversation.choose(languageNames[next], languageValue(next))
  }

  function choose({ title, value }: Choice) {
    const chosen = languageInValue(value)
    if (chosen) switchTo(chosen)
    conversation.choose(title, value)
  }

  return (
    <div class={embedded ? 'page embedded' : 'page'}>
      <Header words={words} language={language} onPick={pick} />
      <main class="sheet">
        <Presence person={view.person} words={words} />
        <MessageList view={view} words={words} language={read} onChoose={choose} onSendAgain={conversation.sendAgain} onDiscard={conversation.discard} />
        <p class={`connection ${view.connection}`} role="status">
          {view.connection === 'open' ? '' : words[view.connection]}
        </p>
        <Composer words={words} onSend={conversation.say} onSendFile={conversation.sendFile} />
      </main>
    </div>
  )
}
