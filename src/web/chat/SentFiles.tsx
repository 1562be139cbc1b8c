// One's own photos, recordings and files in the conversation.
/** @jsxImportSource preact */
import type { SentFile } from './activity.ts'
import { FilePicture } from './icons.tsx'
import type { Words } from './words.ts'

export function SentFiles({ files, words }: { readonly files: readonly SentFile[]; readonly words: Words }) {
  return <>{files.map((file) => <Sent key={file.url} file={file} words={words} />)}</>
}

function Sent({ file: { type, url, name }, words }: { readonly file: SentFile; readonly words: Words }) {
  if (type.startsWith('image/')) {
    // Until the phone has found its copy, a place is kept for it.
    if (url === '') return <span class="photo" role="img" aria-label={words.photo} />
    return <a class="photo" href={url} target="_blank" rel="noopener"><img src={url} alt={words.photo} /></a>
  }
  if (type.startsWith('audio/')) return <audio class="voice" controls preload="metadata" src={url} aria-label={words.record} />
  const title = name || words.file
  return <p class="bubble file"><FilePicture />{url === '' ? title : <a href={url} target="_blank" rel="noopener">{title}</a>}</p>
}
