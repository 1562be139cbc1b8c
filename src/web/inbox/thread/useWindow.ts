// Which lines of a long conversation are in the page: the newest, and more whenever the counsellor comes near the first of them.
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { MessageView } from '../../../server/api/inbox.ts'
import { jumpTo, revealWith } from './jump.ts'

const STEP = 40
/** So many pixels before the first line, more of them come. */
const AHEAD = '800px 0px 0px'

const ANCHORS = CSS.supports('overflow-anchor', 'auto')

interface Frame { readonly frame: RefObject<HTMLElement | null>; readonly first: RefObject<HTMLElement | null> }

/**
 * `first` marks the place above the lines that are shown.
 * @param line the place in the log to go to, once it is there
 */
export function useWindow(messages: readonly MessageView[], { frame, first }: Frame, line: number | null): readonly MessageView[] {
  const [from, setFrom] = useState(() => messages.at(-STEP)?.seq ?? 0)
  const shown = useMemo(() => messages.filter(({ seq }) => seq >= from), [messages, from])
  const more = shown.length < messages.length
  const height = useRef(0)

  useEffect(() => {
    const [mark, root] = [first.current, frame.current]
    if (!more || mark === null || root === null) return
    const near = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return
      height.current = root.scrollHeight
      setFrom(messages.at(-shown.length - STEP)?.seq ?? 0)
    }, { root, rootMargin: AHEAD })
    near.observe(mark)
    return () => near.disconnect()
  }, [more, from, messages, shown.length, first, frame])

  // Where the browser does not keep what is read in its place, or cannot because it stands at the very top.
  useLayoutEffect(() => {
    const root = frame.current
    if (root !== null && height.current > 0 && (!ANCHORS || root.scrollTop === 0)) root.scrollTop += root.scrollHeight - height.current
    height.current = 0
  }, [from, frame])

  useEffect(() => {
    revealWith((seq) => setFrom((present) => Math.min(present, Math.max(0, seq - STEP / 2))))
    return () => revealWith(null)
  }, [])
  const there = line !== null && messages.some(({ seq }) => seq === line)
  useEffect(() => {
    if (there && line !== null) jumpTo(line)
  }, [there, line])
  return shown
}
