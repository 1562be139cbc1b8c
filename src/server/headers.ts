// The headers every answer carries, also those to platforms: no inline script or style, no foreign host, nothing kept by others.
import type { IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'
import helmet from 'helmet'

const YEAR = 365 * 86_400

/** What a page may ask the browser for: the chat records, the board finds what is near. Everything else is for nobody. */
const POWERS = [
  'microphone=(self)', 'geolocation=(self)', 'publickey-credentials-get=(self)', 'publickey-credentials-create=(self)', 'fullscreen=(self)', 'clipboard-write=(self)',
  ...['accelerometer', 'autoplay', 'bluetooth', 'browsing-topics', 'camera', 'display-capture', 'gyroscope', 'hid', 'idle-detection', 'local-fonts', 'magnetometer', 'midi', 'payment', 'screen-wake-lock', 'serial', 'usb', 'xr-spatial-tracking'].map((power) => `${power}=()`),
].join(', ')

/** @param publicUrl behind TLS browsers are told to come by TLS alone, for a year */
export function secured(publicUrl: string): RequestHandler {
  const isSecure = publicUrl.startsWith('https:')
  const guard = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        // A recording is played before it is sent.
        mediaSrc: ["'self'", 'blob:'],
        // Older browsers do not count sockets of the page's own host as 'self'.
        connectSrc: ["'self'", (request) => socketsOf(request, isSecure)],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Plain http on a single machine is a supported way to run.
    strictTransportSecurity: isSecure && { maxAge: YEAR, includeSubDomains: true },
    referrerPolicy: { policy: 'no-referrer' },
  })
  return (request, response, next) => {
    response.set('permissions-policy', POWERS)
    guard(request, response, next)
  }
}

/** Of the host by which the page was reached. */
function socketsOf({ headers: { host = '' } }: IncomingMessage, isSecure: boolean): string {
  if (!/^[\w.-]+(:\d{1,5})?$|^\[[\da-f:.]+\](:\d{1,5})?$/i.test(host)) return "'self'"
  return isSecure ? `wss://${host}` : `ws://${host} wss://${host}`
}

/** What is answered to one is kept by nobody on the way, nor by the browser; a handler may say otherwise. */
export const keptByNobody: RequestHandler = (_request, response, next) => {
  response.set('cache-control', 'no-store')
  next()
}
