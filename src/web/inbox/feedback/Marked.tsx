// A text with what may name somebody marked in it.
import type { Marks } from '../../../server/api/feedback.ts'

export function Marked({ text, marks, language }: { readonly text: string; readonly marks: Marks; readonly language: string }) {
  let at = 0
  return (
    <p className="passage-text" lang={language} dir="auto">
      {marks.map(([start, end]) => {
        const [before, named] = [text.slice(at, start), text.slice(start, end)]
        at = end
        return <span key={start}>{before}<mark>{named}</mark></span>
      })}
      {text.slice(marks.at(-1)?.[1] ?? 0)}
    </p>
  )
}
