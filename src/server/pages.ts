// The built pages and the headers every answer carries: no inline script, no foreign host, nothing kept by others.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import express, { Router } from 'express'
import type { RequestHandler } from 'express'
import helmet from 'helmet'
import { HttpRefusal } from './errors.ts'

export function secured(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        // A recording is played before it is sent.
        mediaSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Plain http on a single machine is a supported way to run; behind TLS the proxy adds HSTS.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
  })
}

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
