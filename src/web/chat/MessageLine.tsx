// One line of the conversation: who says it, what, when, and whether it has been sent.
/** @jsxImportSource preact */
import { GuidePicture, PersonPicture } from './icons.tsx'
import { piecesOf } from './links.ts'
import { Moment } from './Moment.tsx'
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
}

export function MessageLine({ line, words, language, opensTurn, closesTurn, onSendAgain }: Props) {
  const { author, at, state, withdrawn } = line
  const own = author === 'you'
  return (
    <div class={`line ${author}${opensTurn ? ' opens' : ''}`}>
      {own || !opensTurn
        ? <span class="unseen">{words[author]}: </span>
        : <Byline author={author} name={line.name} words={words} />}
      {withdrawn
        ? <p class="bubble withdrawn">{words.withdrawn}</p>
        : <p class="bubble" dir="auto" {...line.locale ? { lang: line.locale } : {}}><LinkedText text={line.text} /></p>}
      {own && state !== 'sent' && <Sending line={line} words={words} onSendAgain={onSendAgain} />}
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

function Sending({ line, words, onSendAgain }: Pick<Props, 'line' | 'words' | 'onSendAgain'>) {
  if (line.state === 'failed') {
    return (
      <p class="state failed">
        {words.failed}
        <button type="button" class="again" onClick={() => onSendAgain(line.key)}>{words.again}</button>
      </p>
    )
  }
  return <p class="state" aria-live="off">{line.state === 'sending' ? words.sending : words.notSent}</p>
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
