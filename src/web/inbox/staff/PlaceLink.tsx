// A link to a place within the desk: an ordinary click stays in the page.
import type { MouseEvent, ReactNode } from 'react'
import { go } from '../place.ts'

interface PlaceLinkProps {
  readonly to: string
  readonly children: ReactNode
  readonly className?: string
  readonly current?: boolean
  readonly title?: string
  readonly label?: string
  readonly testid?: string
}

export function PlaceLink({ to, children, className, current = false, title, label, testid }: PlaceLinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    go(to)
  }
  return (
    <a href={to} onClick={follow} className={className} title={title} aria-label={label} aria-current={current ? 'page' : undefined} data-current={current} data-testid={testid}>
      {children}
    </a>
  )
}
