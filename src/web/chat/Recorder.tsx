// Speaking instead of writing: told what happens, recorded, heard again, and only then sent or deleted.
/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import { SendPicture, VoicePicture } from './icons.tsx'
import type { Words } from './words.ts'

/** Seconds: with this quality under a megabyte. */
const longest = 180
const bitsPerSecond = 32_000
const types = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus']

export const canRecord = typeof MediaRecorder !== 'undefined' && Boolean(navigator.mediaDevices)

interface Props { readonly words: Words; readonly onSend: (file: File) => void; readonly onClose: () => void }

type State =
  | { readonly step: 'told' | 'denied' }
  | { readonly step: 'recording'; readonly stop: () => void }
  | { readonly step: 'heard'; readonly file: File; readonly address: string }

export function Recorder({ words, onSend, onClose }: Props) {
  const [state, setState] = useState<State>({ step: 'told' })
  const [seconds, setSeconds] = useState(0)
  const release = useRef(() => {})
  const first = useRef<HTMLButtonElement>(null)

  useEffect(() => { first.current?.focus() }, [state.step])
  useEffect(() => () => release.current(), [])
  useEffect(() => {
    if (state.step !== 'recording') return
    const timer = setInterval(() => setSeconds((now) => now + 1), 1000)
    return () => clearInterval(timer)
  }, [state.step])
  useEffect(() => { if (seconds >= longest && state.step === 'recording') state.stop() }, [seconds])

  async function start() {
    try {
      const sound = await navigator.mediaDevices.getUserMedia({ audio: true })
      const type = types.find((each) => MediaRecorder.isTypeSupported(each))
      const recorder = new MediaRecorder(sound, { audioBitsPerSecond: bitsPerSecond, ...type ? { mimeType: type } : {} })
      const parts: Blob[] = []
      const free = () => sound.getTracks().forEach((track) => track.stop())
      recorder.ondataavailable = ({ data }) => { if (data.size > 0) parts.push(data) }
      recorder.onstop = () => {
        free()
        const kind = (recorder.mimeType || type || 'audio/webm').split(';')[0] ?? ''
        const file = new File(parts, `voice.${kind === 'audio/mp4' ? 'm4a' : kind.slice('audio/'.length)}`, { type: kind })
        const address = URL.createObjectURL(file)
        release.current = () => URL.revokeObjectURL(address)
        setState({ step: 'heard', file, address })
      }
      release.current = () => {
        recorder.onstop = null
        free()
      }
      setSeconds(0)
      recorder.start(1000)
      setState({ step: 'recording', stop: () => { if (recorder.state !== 'inactive') recorder.stop() } })
    } catch {
      setState({ step: 'denied' })
    }
  }

  return (
    <section class="composer recorder" aria-label={words.record}>
      {state.step === 'told' && <p>{words.recordAsk}</p>}
      {state.step === 'denied' && <p role="alert">{words.recordDenied}</p>}
      {state.step === 'recording' && <p role="timer" class="recording"><i />{words.recording} {clock(seconds)} / {clock(longest)}</p>}
      {state.step === 'heard' && <audio controls src={state.address} aria-label={words.record} />}
      <button type="button" class="plain" onClick={onClose}>{state.step === 'told' || state.step === 'denied' ? words.back : words.discard}</button>
      {state.step === 'told' && <button type="button" class="send" ref={first} onClick={() => void start()}><VoicePicture />{words.recordStart}</button>}
      {state.step === 'recording' && <button type="button" class="send" ref={first} onClick={state.stop}>{words.recordStop}</button>}
      {state.step === 'heard' && (
        <button type="button" class="send" ref={first} onClick={() => { onSend(state.file); onClose() }}><SendPicture />{words.send}</button>
      )}
    </section>
  )
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
