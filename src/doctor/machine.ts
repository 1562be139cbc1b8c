// The machine under the desk: Node, what is installed, the disk, the folder of the data, the port.
import { constants, existsSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import type { Config } from '../config.ts'
import { bad, codeOf, note, ok } from './finding.ts'
import type { Finding } from './finding.ts'

const OLDEST_NODE = 20
const LEAST_GB = 2
/** What `npm start` makes, and how it marks that it did. */
const MADE: Readonly<Record<string, string>> = { packages: 'node_modules/.madoguchi-packages', 'database client': 'src/store/generated/.stamp', understanding: 'dist/remembered/.stamp', pages: 'dist/web/.stamp' }

/** @param version as `process.versions.node` gives it */
export function checkNode(version: string): Finding[] {
  return [Number(version.split('.')[0]) < OLDEST_NODE ? bad('node.old', { version }) : ok('node.ok', { version })]
}

export function checkInstall(root: string): Finding[] {
  const missing = Object.entries(MADE).filter(([, stamp]) => !existsSync(join(root, stamp))).map(([name]) => name)
  return [missing.length > 0 ? bad('install.missing', { what: missing.join(', ') }) : ok('install.ok')]
}

/** @param least GB that must be free */
export async function checkDisk({ dataDir }: Config, least = LEAST_GB): Promise<Finding[]> {
  const folder = nearest(dataDir)
  const { bavail, bsize } = await statfs(folder)
  const gigabytes = (bavail * bsize) / 1e9
  return [(gigabytes < least ? bad : ok)(gigabytes < least ? 'disk.full' : 'disk.ok', { free: gigabytes.toFixed(1), folder })]
}

/** The folder that is there, of those in which this one will lie. */
function nearest(folder: string): string {
  return existsSync(folder) || folder === dirname(folder) ? folder : nearest(dirname(folder))
}

export async function checkData({ dataDir: folder }: Config): Promise<Finding[]> {
  if (!existsSync(folder)) return [note('data.new', { folder })]
  const writable = statSync(folder).isDirectory() && await access(folder, constants.W_OK | constants.X_OK).then(() => true, () => false)
  if (!writable) return [bad('data.locked', { folder })]
  const open = ['audit.key', 'encryption.keys', 'postgres.password'].map((name) => join(folder, name)).filter((file) => existsSync(file) && (statSync(file).mode & 0o077) !== 0)
  return open.length > 0 ? open.map((file) => bad('data.open', { file })) : [ok('data.ok', { folder })]
}

export async function checkPort({ port, host, role }: Config): Promise<Finding[]> {
  if (port === 0 || role === 'worker') return []
  const code = await new Promise<string | null>((done) => {
    const server = createServer().once('error', (error) => done(codeOf(error)))
    server.listen(port, host, () => server.close(() => done(null)))
  })
  if (code === null) return [ok('port.ok', { port })]
  if (code !== 'EADDRINUSE') return [bad('port.refused', { port, code })]
  const answer = await fetch(`http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}/healthz`, { signal: AbortSignal.timeout(3_000) }).then((response) => response.json(), () => null).catch(() => null)
  return [isDesk(answer) ? ok('port.desk', { port }) : bad('port.taken', { port, holder: holderOf(port) ?? '?' })]
}

/** What the desk says of itself at /healthz. */
export const isDesk = (answer: unknown): boolean => typeof answer === 'object' && answer !== null && 'status' in answer && typeof answer.status === 'string'

/** The program that listens there, by Linux' own tables; null where they do not say. */
function holderOf(port: number): string | null {
  try {
    const sockets = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => readFileSync(table, 'utf8').split('\n').slice(1)).map((line) => line.trim().split(/\s+/))
    const inode = sockets.find(([, local = '', , state]) => state === '0A' && Number.parseInt(local.split(':')[1] ?? '', 16) === port)?.[9]
    const pid = inode === undefined ? undefined : readdirSync('/proc').find((name) => /^\d+$/.test(name) && holds(name, `socket:[${inode}]`))
    return pid === undefined ? null : `${readFileSync(`/proc/${pid}/comm`, 'utf8').trim()} (process ${pid})`
  } catch {
    return null
  }
}

function holds(pid: string, socket: string): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => { try { return readlinkSync(`/proc/${pid}/fd/${fd}`) === socket } catch { return false } })
  } catch {
    return false
  }
}
