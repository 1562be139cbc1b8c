// What was said, oldest first, with the choices of the guide's last line at the end.
/** @jsxImportSource preact */
import { DownPicture, ExitPicture } from './icons.tsx'
import { Byline, MessageLine } from './MessageLine.tsx'
import type { Choice } from './activity.ts'
import type { View } from './conversation.ts'
import type { Line } from './transcript.ts'
import { useFollowing } from './useFollowing.ts'
import type { Words } from './words.ts'

/** One of a long list, which stands numbered in the text. */
const NUMBER = /^(?:✓ )?\d{1,3}$/

interface Props {
  readonly view: View
  readonly words: Words
  readonly language: string
  readonly onChoose: (choice: Choice) => void
  readonly onSendAgain: (key: string) => void
  readonly onDiscard: (key: string) => void
}

export function MessageList({ view, words, language, onChoose, onSendAgain, onDiscard }: Props) {
  const { lines, asking, typing } = view
  const { log, onScroll, missed, toEnd } = useFollowing(lines, `${asking?.id} ${typing}`)
  const numbers = asking?.choices.filter(({ title }) => NUMBER.test(title)) ?? []
  const button = (choice: Choice) => (
    <button key={choice.title} type="button" class={choice.title.startsWith('✓') ? 'choice chosen' : 'choice'} onClick={() => onChoose(choice)}>{choice.title}</button>
  )
  return (
    <div class="log-frame">
      <div
        class="log" role="log" tabIndex={0} ref={log} onScroll={onScroll}
        aria-label={words.conversation} aria-live={view.caughtUp ? 'polite' : 'off'}
      >
        <p class="hint" id="exit-hint"><ExitPicture /><span>{words.exitHint}<kbd>Shift × 3</kbd></span></p>
        <p class="hint"><span><a href={`/guide/${language}`} target="_blank" rel="noopener">{words.toGuide}</a> · <a href={`/board?lang=${language}`} target="_blank" rel="noopener">{words.toBoard}</a></span></p>
        {lines.map((line, at) => (
          <MessageLine
            key={line.key} line={line} words={words} language={language} onSendAgain={onSendAgain} onDiscard={onDiscard}
            opensTurn={!isSameVoice(lines[at - 1], line)} closesTurn={!isSameVoice(line, lines[at + 1])}
          />
        ))}
        {typing && typing !== 'you' && (
          <div class={`typing line ${typing} opens`} aria-hidden="true">
            <Byline author={typing} name={null} words={words} />
            <p class="bubble"><i /><i /><i /></p>
          </div>
        )}
        {asking && (
          <div class="choices" {...asking.locale ? { lang: asking.locale } : {}}>
            {numbers.length > 0 && <div class="numbers">{numbers.map(button)}</div>}
            {asking.choices.filter((choice) => !numbers.includes(choice)).map(button)}
          </div>
        )}
      </div>
      {missed && (
        // For eyes only: what came is read aloud as it comes.
        <button type="button" class="missed" tabIndex={-1} aria-hidden="true" onClick={toEnd}><DownPicture /></button>
      )}
    </div>
  )
}

function isSameVoice(one: Line | undefined, other: Line | undefined): boolean {
  return one !== undefined && other !== undefined && one.author === other.author && one.name === other.name
}
