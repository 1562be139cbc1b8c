// Sends a file with its activity. Not by fetch, which cannot say how much has gone.
import { fieldsOf, stringOf } from './activity.ts'
import { type Answer, type Ticket, answerOf, base } from './directline.ts'

/** On a bad line a photo may take minutes; a line on which nothing moves for this long is dead. */
const stillFor = 60_000

/** `progress` is told the part that has gone, from 0 to 1. */
export function uploadFile(
  { conversationId, token }: Ticket, activity: unknown, file: Blob, name: string, progress: (part: number) => void,
): Promise<Answer<string>> {
  const form = new FormData()
  form.append('activity', new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }), 'blob')
  form.append('file', file, name)
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    let timer: ReturnType<typeof setTimeout> | undefined
    const moved = () => {
      clearTimeout(timer)
      timer = setTimeout(() => request.abort(), stillFor)
    }
    const end = (answer: Answer<string>) => {
      clearTimeout(timer)
      resolve(answer)
    }
    request.upload.onprogress = ({ loaded, total }) => {
      moved()
      if (total > 0) progress(loaded / total)
    }
    request.onload = () => end(answerOf(request.status, request.getResponseHeader('retry-after'), request.responseText, (json) => stringOf(fieldsOf(json).id)))
    request.onerror = request.onabort = () => end({ status: 'retry', afterMs: null })
    request.open('POST', `${base}/conversations/${encodeURIComponent(conversationId)}/upload`)
    request.setRequestHeader('Accept', 'application/json')
    request.setRequestHeader('Authorization', `Bearer ${token}`)
    moved()
    request.send(form)
  })
}
