// Where the person writes, picks photos, or speaks. A draft outlives a reload, as phones close pages that are out of sight.
/** @jsxImportSource preact */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { AttachPicture, SendPicture, VoicePicture } from './icons.tsx'
import { Picked } from './Picked.tsx'
import { Recorder, canRecord } from './Recorder.tsx'
import { shrink } from './shrink.ts'
import { drop, keep, recall } from './storage.ts'
import type { Words } from './words.ts'

/** In UTF-16 units, as the server counts. */
const longest = 5000
/** Bytes: as much as the desk keeps of a photo. */
const largest = 20_000_000
const most = 10
const accepted = 'image/*,application/pdf,audio/*,video/*,.docx,.xlsx,.pptx,.odt,.txt'

interface Props { readonly words: Words; readonly onSend: (text: string) => void; readonly onSendFile: (file: File) => void }

export function Composer({ words, onSend, onSendFile }: Props) {
  const [text, setText] = useState(() => recall('draft') ?? '')
  const [files, setFiles] = useState<readonly File[]>([])
  const [tooLarge, setTooLarge] = useState(false)
  const [speaking, setSpeaking] = useState(false)
  const input = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const tooLong = text.trim().length > longest

  useLayoutEffect(() => {
    const box = input.current
    if (!box) return
    box.style.height = 'auto'
    box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`
  }, [text, speaking])

  function write(next: string) {
    setText(next)
    if (next) keep('draft', next)
    else drop('draft')
  }

  async function pick(list: FileList | null) {
    const shrunk = await Promise.all([...list ?? []].map(shrink))
    setTooLarge(shrunk.some(({ size }) => size > largest))
    setFiles((picked) => [...picked, ...shrunk.filter(({ size }) => size <= largest)].slice(0, most))
    input.current?.focus()
  }

  function send() {
    const said = text.trim()
    if ((!said && files.length === 0) || tooLong) return
    files.forEach(onSendFile)
    setFiles([])
    setTooLarge(false)
    if (said) onSend(said)
    write('')
    input.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent) {
    // While an input method composes, Enter belongs to it; Safari says so only by the code 229.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    send()
  }

  if (speaking) return <Recorder words={words} onSend={onSendFile} onClose={() => setSpeaking(false)} />
  return (
    <form class="composer" onSubmit={(event) => { event.preventDefault(); send() }}>
      {tooLong && <p class="too-long" id="too-long" role="alert">{words.tooLong}</p>}
      {tooLarge && <p class="too-long" role="alert">{words.tooLarge}</p>}
      <Picked files={files} words={words} onRemove={(file) => setFiles(files.filter((each) => each !== file))} />
      <input
        type="file" ref={picker} accept={accepted} multiple hidden
        onChange={({ currentTarget }) => { void pick(currentTarget.files).then(() => { if (picker.current) picker.current.value = '' }) }}
      />
      <button type="button" class="tool" aria-label={words.attach} title={words.attach} onClick={() => picker.current?.click()}><AttachPicture /></button>
      {canRecord && (
        <button type="button" class="tool" aria-label={words.record} title={words.record} onClick={() => setSpeaking(true)}><VoicePicture /></button>
      )}
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
