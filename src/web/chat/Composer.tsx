// Where the person writes. A draft outlives a reload, as phones close pages that are out of sight.
/** @jsxImportSource preact */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { SendPicture } from './icons.tsx'
import { drop, keep, recall } from './storage.ts'
import type { Words } from './words.ts'

/** In UTF-16 units, as the server counts. */
const longest = 5000

interface Props { readonly words: Words; readonly onSend: (text: string) => void }

export function Composer({ words, onSend }: Props) {
  const [text, setText] = useState(() => recall('draft') ?? '')
  const input = useRef<HTMLTextAreaElement>(null)
  const tooLong = text.trim().length > longest

  useLayoutEffect(() => {
    const box = input.current
    if (!box) return
    box.style.height = 'auto'
    box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`
  }, [text])

  function write(next: string) {
    setText(next)
    if (next) keep('draft', next)
    else drop('draft')
  }

  function send() {
    const said = text.trim()
    if (!said || tooLong) return
    onSend(said)
    write('')
    input.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent) {
    // While an input method composes, Enter belongs to it; Safari says so only by the code 229.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    send()
  }

  return (
    <form class="composer" onSubmit={(event) => { event.preventDefault(); send() }}>
      {tooLong && <p class="too-long" id="too-long" role="alert">{words.tooLong}</p>}
      <label class="unseen" for="message">{words.placeholder}</label>
      <textarea
        id="message" ref={input} rows={1} dir="auto" enterkeyhint="send" autocomplete="off"
        placeholder={words.placeholder} value={text}
        aria-invalid={tooLong} aria-describedby={tooLong ? 'too-long' : undefined}
        onInput={({ currentTarget }) => write(currentTarget.value)} onKeyDown={onKeyDown}
      />
      <button type="submit" class="send" disabled={tooLong} aria-label={words.send}>
        <SendPicture /><span aria-hidden="true">{words.send}</span>
      </button>
    </form>
  )
}
