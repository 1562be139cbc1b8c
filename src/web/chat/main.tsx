// Starts the worker's chat page: the conversation at once, the page as soon as there are words for it.
/** @jsxImportSource preact */
import { render } from 'preact'
import { ChatPage } from './ChatPage.tsx'
import { openConversation } from './conversation.ts'
import { watchForExit } from './exit.ts'
import { fitToKeyboard } from './keyboard.ts'
import { firstLanguage } from './languages.ts'
import { englishReading, loadWords } from './words.ts'
import './palette.css'
import './chat.css'
import './messages.css'
import './composer.css'
import './files.css'
import './wide.css'
import './scripts.css'

const wordsWithin = 3000

watchForExit()
fitToKeyboard()

const language = firstLanguage()
const conversation = openConversation()
const room = document.getElementById('chat')

/** On a bad network English words are better than none; the right ones follow. */
const words = Promise.race([
  loadWords(language).catch(() => englishReading),
  new Promise<typeof englishReading>((resolve) => setTimeout(() => resolve(englishReading), wordsWithin)),
])

void words.then((first) => {
  if (room) render(<ChatPage conversation={conversation} language={language} first={first} />, room)
})
