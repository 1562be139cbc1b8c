// The built pages: the worker's chat, the desk, the script that other sites embed.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import express, { Router } from 'express'
import type { RequestHandler } from 'express'
import { HttpRefusal } from './errors.ts'

export function pages(folder: string): Router {
  const router = Router()
  const page = (file: string): RequestHandler => (_request, response) => {
    if (!existsSync(join(folder, file))) throw new HttpRefusal(503, 'pages_missing', 'run npm start, which builds the pages')
    response.set('cache-control', 'no-store').sendFile(join(folder, file))
  }
  // Any site may show the worker's chat in a frame; the desk never.
  router.get('/', (_request, response, next) => {
    response.set('content-security-policy', String(response.get('content-security-policy')).replace("frame-ancestors 'none'", 'frame-ancestors *'))
    response.removeHeader('x-frame-options')
    next()
  }, page('chat/index.html'))
  router.get('/desk/worker.js', page('worker.js'))
  router.get('/guide/worker.js', page('guide-worker.js'))
  router.get('/guide/keep.js', page('guide-keep.js'))
  router.use('/desk', express.static(join(folder, 'desk'), { index: false, redirect: false }))
  router.get(['/desk', '/desk/*splat'], page('inbox/index.html'))
  router.get('/embed.js', (_request, response, next) => {
    response.set({ 'cross-origin-resource-policy': 'cross-origin', 'cache-control': 'public, max-age=3600' })
    next()
  }, page('embed.js'))
  router.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: '365d', index: false }))
  return router
}
