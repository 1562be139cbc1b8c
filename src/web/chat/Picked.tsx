// What was picked and is not sent yet: seen before it goes, and removed with one tap.
/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import { FilePicture } from './icons.tsx'
import type { Words } from './words.ts'

interface Props { readonly files: readonly File[]; readonly words: Words; readonly onRemove: (file: File) => void }

export function Picked({ files, words, onRemove }: Props) {
  if (files.length === 0) return null
  return (
    <ul class="picked">
      {files.map((file) => (
        <li key={`${file.name} ${file.lastModified} ${file.size}`}>
          <Thumbnail file={file} />
          <button type="button" class="again" onClick={() => onRemove(file)} aria-label={`${words.discard} ${file.name}`}>{words.discard}</button>
        </li>
      ))}
    </ul>
  )
}

function Thumbnail({ file }: { readonly file: File }) {
  const [address, setAddress] = useState('')
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  if (file.type.startsWith('image/')) return address === '' ? null : <img src={address} alt={file.name} />
  return <span class="named"><FilePicture />{file.name}</span>
}
