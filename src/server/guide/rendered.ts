// Pages that are the same for everybody: made once from what they show, packed once, and not sent again to who has them.
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Request, Response } from 'express'

interface Rendered { readonly page: Buffer; readonly packed: Buffer; readonly etag: string }

export interface Shelf {
  /** Shows the page of this key; `render` is asked only where nothing was kept since the last change. */
  show(request: Request, response: Response, key: string, render: () => string): void
}

/** @param madeOf what all pages are made of: another value makes them all anew */
export function openShelf(madeOf: () => readonly unknown[]): Shelf {
  const kept = new Map<string, Rendered>()
  let made: readonly unknown[] = []
  return {
    show(request, response, key, render) {
      const now = madeOf()
      if (now.length !== made.length || now.some((part, i) => part !== made[i])) {
        kept.clear()
        made = now
      }
      const rendered = kept.get(key) ?? packed(render())
      kept.set(key, rendered)
      // To be asked about each time, so that what is published is read at once; the answer is short while nothing has changed.
      response.set({ etag: rendered.etag, 'cache-control': 'public, no-cache' }).vary('accept-encoding')
      if (request.fresh) return void response.status(304).end()
      if (!response.get('content-type')) response.type('html')
      if (request.acceptsEncodings('gzip') === 'gzip') response.set('content-encoding', 'gzip').send(rendered.packed)
      else response.send(rendered.page)
    },
  }
}

function packed(text: string): Rendered {
  const page = Buffer.from(text)
  return { page, packed: gzipSync(page), etag: `W/"${createHash('sha256').update(page).digest('base64url').slice(0, 22)}"` }
}
