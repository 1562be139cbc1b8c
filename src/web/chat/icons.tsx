// The page's pictures. All of them repeat what words beside them say, so none is read aloud.
/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact'

function Picture({ children, size = 24 }: { readonly children: ComponentChildren; readonly size?: number }) {
  return (
    <svg class="picture" viewBox={`0 0 ${size} ${size}`} aria-hidden="true" focusable="false">
      {children}
    </svg>
  )
}

/** A counter under a noren, the short curtain that says "open". */
export function Mark() {
  return (
    <Picture size={32}>
      <path class="mark-cloth" d="M5 8.5h6.6v9.2a1.5 1.5 0 0 1-1.5 1.5H6.5A1.5 1.5 0 0 1 5 17.7zm7.7 0h6.6v9.2a1.5 1.5 0 0 1-1.5 1.5h-3.6a1.5 1.5 0 0 1-1.5-1.5zm7.7 0H27v9.2a1.5 1.5 0 0 1-1.5 1.5h-3.6a1.5 1.5 0 0 1-1.5-1.5z" />
      <path class="mark-wood" d="M3.7 4.5h24.6a1.2 1.2 0 0 1 1.2 1.2v1.5H2.5V5.7a1.2 1.2 0 0 1 1.2-1.2zM3.7 24.3h24.6a1.2 1.2 0 0 1 1.2 1.2v1.8H2.5v-1.8a1.2 1.2 0 0 1 1.2-1.2z" />
    </Picture>
  )
}

export function ExitPicture() {
  return (
    <Picture>
      <path d="M13 4H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h7M10.5 12H20m-3.6-3.8L20.2 12l-3.8 3.8" />
    </Picture>
  )
}

export function GlobePicture() {
  return (
    <Picture>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M3.5 12h17M12 3.5c2.4 2.4 3.4 5.3 3.4 8.5s-1 6.1-3.4 8.5c-2.4-2.4-3.4-5.3-3.4-8.5s1-6.1 3.4-8.5z" />
    </Picture>
  )
}

export function SendPicture() {
  return (
    <Picture>
      <path d="M4.5 12 3.8 4.6a.6.6 0 0 1 .9-.6l15.5 7.5a.6.6 0 0 1 0 1.1L4.7 20a.6.6 0 0 1-.9-.6zm0 0h7.8" />
    </Picture>
  )
}

export function GuidePicture() {
  return (
    <Picture>
      <path d="M5 16v-4.5a7 7 0 0 1 14 0V16zM3.5 19.5h17M9.3 11.8h.01M14.7 11.8h.01" />
    </Picture>
  )
}

export function PersonPicture() {
  return (
    <Picture>
      <circle cx="12" cy="8.2" r="3.7" />
      <path d="M4.8 19.8c.6-4 3.4-6.1 7.2-6.1s6.6 2.1 7.2 6.1z" />
    </Picture>
  )
}

export function DownPicture() {
  return (
    <Picture>
      <path d="M12 5v13.5M6.2 13l5.8 5.8 5.8-5.8" />
    </Picture>
  )
}

export function AttachPicture() {
  return (
    <Picture>
      <path d="M4 8.5A1.5 1.5 0 0 1 5.5 7H8l1.5-2.5h5L16 7h2.5A1.5 1.5 0 0 1 20 8.5v9a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5z" />
      <circle cx="12" cy="13" r="3.4" />
    </Picture>
  )
}

export function VoicePicture() {
  return (
    <Picture>
      <rect x="9" y="3.5" width="6" height="11" rx="3" />
      <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
    </Picture>
  )
}

export function FilePicture() {
  return (
    <Picture>
      <path d="M13.5 3.5h-7A1.5 1.5 0 0 0 5 5v14a1.5 1.5 0 0 0 1.5 1.5h11A1.5 1.5 0 0 0 19 19V9zm0 0V9H19" />
    </Picture>
  )
}
