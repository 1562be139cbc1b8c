// Several pages behind one word of the navigation: opened by a click or a key, closed by Escape, by leaving it and by following a link.
import { useEffect, useRef, useState } from 'react'
import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PageLink, Waiting } from './PageLink.tsx'
import type { ShownPage } from './PageLink.tsx'
import type { GroupName } from './pages.ts'

interface PageGroupProps { readonly group: GroupName; readonly pages: readonly ShownPage[] }

export function PageGroup({ group, pages }: PageGroupProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const close = () => setOpen(false)
  useEffect(() => {
    if (!open) return
    list.current?.querySelector('a')?.focus({ preventScroll: true })
    const outside = (event: Event) => event.target instanceof Node && !box.current?.contains(event.target) && close()
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      close()
      button.current?.focus()
    }
    document.addEventListener('pointerdown', outside)
    document.addEventListener('focusin', outside)
    document.addEventListener('keydown', escape, true)
    const follow = () => {
      if (!list.current || !button.current) return
      const { bottom, left } = button.current.getBoundingClientRect()
      list.current.style.top = `${bottom}px`
      list.current.style.left = `${Math.max(8, Math.min(left, window.innerWidth - list.current.offsetWidth - 8))}px`
    }
    follow()
    // On a phone the pages are pushed sideways.
    const pushed = box.current?.parentElement
    pushed?.addEventListener('scroll', follow)
    return () => {
      document.removeEventListener('pointerdown', outside)
      document.removeEventListener('focusin', outside)
      document.removeEventListener('keydown', escape, true)
      pushed?.removeEventListener('scroll', follow)
    }
  }, [open])
  const current = pages.some((page) => page.current)
  return (
    <div className="top-group" ref={box}>
      <UnstyledButton
        ref={button} className="top-page" aria-expanded={open} aria-current={current ? 'true' : undefined} data-current={current}
        data-testid={`nav-group-${group}`} onClick={() => setOpen(!open)}
      >
        {t(`nav.group.${group}`)}
        <Waiting count={pages.reduce((sum, { count }) => sum + count, 0)} />
        <span className="top-fold" aria-hidden="true" />
      </UnstyledButton>
      {open && <div className="top-list" ref={list} onClick={close}>{pages.map((page) => <PageLink key={page.name} page={page} className="top-item" />)}</div>}
    </div>
  )
}
