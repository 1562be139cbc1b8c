// HEIC, as iPhones take it: nothing but WebAssembly opens it everywhere.
import { Worker } from 'node:worker_threads'

const LIMIT_MS = 60_000

/** As JPEG, upright, with the colour profile it had; null where it cannot be read or takes too long. */
export function heicToJpeg(picture: Uint8Array, profile: Buffer | undefined): Promise<Buffer | null> {
  const worker = new Worker(new URL('./heic-worker.ts', import.meta.url), { workerData: picture, stdout: true, stderr: true })
  return new Promise((resolve) => {
    const clock = setTimeout(() => { void worker.terminate() }, LIMIT_MS)
    worker.once('message', (jpeg: unknown) => resolve(jpeg instanceof Uint8Array ? withProfile(Buffer.from(jpeg), profile) : null))
    worker.once('error', () => resolve(null))
    worker.once('exit', () => {
      clearTimeout(clock)
      resolve(null)
    })
  })
}

const START_OF_IMAGE = 2
const LONGEST_SEGMENT = 65_000

/** Decoding loses the profile, and an iPhone's colours are wider than sRGB: it goes back in as an APP2 segment. */
function withProfile(jpeg: Buffer, profile: Buffer | undefined): Buffer {
  if (!profile || profile.length > LONGEST_SEGMENT) return jpeg
  const body = Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), profile])
  const head = Buffer.from([0xff, 0xe2, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, START_OF_IMAGE), head, body, jpeg.subarray(START_OF_IMAGE)])
}
