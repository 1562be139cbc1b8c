// Tells the desk up to which line of a counsellor this page was read: once it was in sight for a moment.
import type { MessageActivity } from './activity.ts'
import type { Answer } from './directline.ts'

const inSight = 1500

/** `tell` gives null while there is no conversation. */
export function createReadMark(messages: () => readonly MessageActivity[], tell: (id: string) => Promise<Answer<string>> | null) {
  let told = ''
  let timer: ReturnType<typeof setTimeout> | undefined

  function newest(): string {
    for (const message of [...messages()].reverse()) if (message.author === 'counsellor') return message.id
    return ''
  }

  function mark() {
    const id = newest()
    if (document.hidden || id === '' || id === told) return
    void tell(id)?.then(({ status }) => { if (status === 'ok') told = id })
  }

  return {
    look() {
      clearTimeout(timer)
      if (!document.hidden && newest() !== told) timer = setTimeout(mark, inSight)
    },
  }
}
