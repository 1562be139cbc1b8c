// Where the log is scrolled to: it follows the end while the reader is there, and leaves whoever reads further up in peace.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Line } from './transcript.ts'

const nearEnd = 100
/** Lines that come this close after one another are one answer. */
const sameAnswer = 2500

function lastOwn(lines: readonly Line[]): number {
  for (let at = lines.length - 1; at >= 0; at -= 1) if (lines[at]?.author === 'you') return at
  return -1
}

/** `growth` changes whenever something is added below the lines. An answer is shown from its first line, not from its last. */
export function useFollowing(lines: readonly Line[], growth: string) {
  const log = useRef<HTMLDivElement>(null)
  const place = useRef({ following: true, count: 0, answerFrom: 0, answeredAt: 0 })
  const [missed, setMissed] = useState(false)

  const onScroll = useCallback(() => {
    const box = log.current
    if (!box) return
    place.current.following = box.scrollHeight - box.scrollTop - box.clientHeight < nearEnd
    if (place.current.following) setMissed(false)
  }, [])

  const toEnd = useCallback(() => {
    if (log.current) log.current.scrollTop = log.current.scrollHeight
  }, [])

  useLayoutEffect(() => {
    const box = log.current
    const at = place.current
    if (!box) return
    const added = lines.slice(at.count)
    const first = at.count === 0
    const inAnswer = Date.now() - at.answeredAt < sameAnswer && lastOwn(lines) < at.answerFrom
    if (added.some(({ author }) => author !== 'you')) {
      if (!inAnswer) at.answerFrom = first ? lastOwn(lines) + 1 : at.count
      at.answeredAt = Date.now()
    }
    at.count = lines.length
    if (added.some(({ author }) => author === 'you') && !first) at.following = true
    else if (!at.following && !inAnswer) {
      if (added.length > 0) setMissed(true)
      return
    }
    const start = lastOwn(lines) < at.answerFrom ? box.querySelectorAll<HTMLElement>('.line')[at.answerFrom] : undefined
    const end = box.scrollHeight - box.clientHeight
    const top = start && at.answerFrom > 0 ? start.offsetTop - 12 : 0
    box.scrollTop = start ? Math.min(end, top) : end
    at.following = end - box.scrollTop < nearEnd
  }, [lines.length, growth])

  // The keyboard or a notice takes room away from below.
  useEffect(() => {
    const box = log.current
    if (!box || typeof ResizeObserver === 'undefined') return
    const watch = new ResizeObserver(() => { if (place.current.following) toEnd() })
    watch.observe(box)
    return () => watch.disconnect()
  }, [])

  return { log, onScroll, missed, toEnd }
}
