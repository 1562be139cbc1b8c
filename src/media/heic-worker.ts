// A thread of its own that turns one HEIC picture into JPEG: seconds of computing that nobody else waits for.
import { parentPort, workerData } from 'node:worker_threads'
import convert from 'heic-convert'

const picture: unknown = workerData
if (picture instanceof Uint8Array) parentPort?.postMessage(await convert({ buffer: picture, format: 'JPEG', quality: 0.95 }))
