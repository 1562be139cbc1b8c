// Tells the worker that somebody writes, while somebody does. Nobody waits for it, and a failure is nobody's concern.
import { useRef } from 'react'
import { tellTyping } from '../api.ts'

const AT_MOST_EVERY_MS = 10_000

/** Called at every key. */
export function useTyping(conversation: string, allowed: boolean): () => void {
  const told = useRef(-Infinity)
  return () => {
    if (!allowed || Date.now() - told.current < AT_MOST_EVERY_MS) return
    told.current = Date.now()
    void tellTyping(conversation)
  }
}
