// One line of the conversation: who says it, what, when, and whether it has been sent.
/** @jsxImportSource preact */
import { GuidePicture, PersonPicture } from './icons.tsx'
import { piecesOf } from './links.ts'
import { Moment } from './Moment.tsx'
import { SentFiles } from './SentFiles.tsx'
import type { Author } from './activity.ts'
import type { Line } from './transcript.ts'
import type { Words } from './words.ts'

interface Props {
  readonly line: Line
  readonly words: Words
  readonly language: string
  readonly opensTurn: boolean
  readonly closesTurn: boolean
  readonly onSendAgain: (key: string) => void
  readonly onDiscard: (key: string) => void
}

export function MessageLine({ line, words, language, opensTurn, closesTurn, onSendAgain, onDiscard }: Props) {
  const { author, at, state, withdrawn } = line
  const own = author === 'you'
  return (
    <div class={`line ${author}${opensTurn ? ' opens' : ''}`}>
      {own || !opensTurn
        ? <span class="unseen">{words[author]}: </span>
        : <Byline author={author} name={line.name} words={words} />}
      {withdrawn
        ? <p class="bubble withdrawn">{words.withdrawn}</p>
        : <>
            <SentFiles files={line.files} words={words} />
            {line.text !== '' && <p class="bubble" dir="auto" {...line.locale ? { lang: line.locale } : {}}><LinkedText text={line.text} /></p>}
          </>}
      {line.refused && <p class="state failed">{words.fileRefused}</p>}
      {own && state !== 'sent' && <Sending line={line} words={words} onSendAgain={onSendAgain} onDiscard={onDiscard} />}
      {state === 'sent' && closesTurn && at && <Moment at={at} language={language} />}
    </div>
  )
}

interface BylineProps { readonly author: Exclude<Author, 'you'>; readonly name: string | null; readonly words: Words }

export function Byline({ author, name, words }: BylineProps) {
  const said = author === 'counsellor' && name && name !== words.counsellor ? ` ${name}` : ''
  return (
    <p class="byline">
      {author === 'counsellor' ? <PersonPicture /> : <GuidePicture />}
      <span>{words[author]}{said && <b>{said}</b>}</span>
    </p>
  )
}

function Sending({ line, words, onSendAgain, onDiscard }: Pick<Props, 'line' | 'words' | 'onSendAgain' | 'onDiscard'>) {
  const { key, state, files, progress } = line
  if (state === 'failed') {
    return (
      <p class="state failed">
        {words.failed}
        <button type="button" class="again" onClick={() => onSendAgain(key)}>{words.again}</button>
        <button type="button" class="again" onClick={() => onDiscard(key)}>{words.discard}</button>
      </p>
    )
  }
  const told = state === 'sending' ? words.sending : words.notSent
  if (files.length === 0) return <p class="state" aria-live="off">{told}</p>
  return (
    <p class="state" aria-live="off">
      {told}
      {state === 'sending' && progress !== null && <progress max={1} value={progress} aria-label={words.sending} />}
      {state === 'waiting' && <button type="button" class="again" onClick={() => onDiscard(key)}>{words.discard}</button>}
    </p>
  )
}

function LinkedText({ text }: { readonly text: string }) {
  return (
    <>
      {piecesOf(text).map(({ text: piece, href }) => {
        if (!href) return piece
        return href.startsWith('tel:')
          ? <a class="call" href={href}>{piece}</a>
          : <a href={href} target="_blank" rel="noopener noreferrer">{piece}</a>
      })}
    </>
  )
}
