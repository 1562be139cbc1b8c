// An address of the environment that is an origin: scheme, host and port, nothing behind them.
import { z } from 'zod'

export const origin = z.url({ protocol: /^https?$/, error: 'begins with https:// (or http://)', abort: true }).refine((url) => new URL(url).pathname === '/', 'is an origin: no path')
