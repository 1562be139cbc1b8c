// Debian's Dovecot with one mailbox of its own, behind a line that can be cut.
import { spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, connect } from 'node:net'
import type { Socket } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { ImapFlow } from 'imapflow'
import { freePort } from '../desk.ts'

export interface Dovecot {
  /** Of the folder the desk reads. */
  readonly url: string
  /** Puts a mail there, as a mail server does. */
  deliver(raw: string | Buffer, at?: Date): Promise<void>
  /** Ends every connection, and takes none for so long. */
  cut(ms: number): void
  /** Connections the desk has had. */
  connections(): number
  /** The folder is made anew with the same mails: the server numbers them again. */
  renumber(): Promise<void>
  close(): Promise<void>
}

const FOLDER = 'Desk'
const [USER, PASSWORD] = ['desk', 'mail&pass:word']

export async function startDovecot(binary: string): Promise<Dovecot> {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-dovecot-'))
  const port = await freePort()
  const isRoot = userInfo().uid === 0
  const owner = isRoot ? 'nobody' : userInfo().username
  const ids = isRoot ? { uid: 65_534, gid: 65_534 } : { uid: userInfo().uid, gid: userInfo().gid }
  for (const name of ['run', 'state', 'home']) mkdirSync(join(folder, name), { mode: 0o755 })
  chmodSync(folder, 0o755)
  if (isRoot) chownSync(join(folder, 'home'), ids.uid, ids.gid)
  const settings = join(folder, 'dovecot.conf')
  writeFileSync(settings, configuration(folder, port, owner, ids))
  const server = spawn(binary, ['-F', '-c', settings], { stdio: 'ignore' })
  const line = await openLine(port)
  const close = async () => {
    line.close()
    const ended = new Promise((done) => server.once('exit', done))
    server.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  const client = await reachable(port).catch(async (error: unknown) => {
    const log = join(folder, 'log')
    const said = existsSync(log) ? readFileSync(log, 'utf8') : ''
    await close()
    throw new Error(`Dovecot did not start: ${said}`, { cause: error })
  })
  await client.mailboxCreate(FOLDER)
  const kept: { raw: Buffer; at: Date }[] = []
  const append = (mail: { raw: Buffer; at: Date }) => client.append(FOLDER, mail.raw, [], mail.at)
  return {
    url: `imap://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${line.port}/${FOLDER}`,
    async deliver(raw, at = new Date()) {
      const mail = { raw: Buffer.isBuffer(raw) ? raw : Buffer.from(raw, 'latin1'), at }
      kept.push(mail)
      await append(mail)
    },
    cut: (ms) => line.cut(ms),
    connections: () => line.connections(),
    async renumber() {
      await client.mailboxDelete(FOLDER)
      // The new number is made of the time in seconds.
      await new Promise((done) => setTimeout(done, 1_100))
      await client.mailboxCreate(FOLDER)
      for (const mail of kept) await append(mail)
    },
    async close() {
      client.close()
      await close()
    },
  }
}

function configuration(folder: string, port: number, owner: string, { uid, gid }: { uid: number; gid: number }): string {
  const login = userInfo().uid === 0 ? '' : `default_login_user = ${owner}\ndefault_internal_user = ${owner}\ndefault_internal_group =\n`
  const own = (service: string) => `service ${service} {\n chroot =\n}\n`
  return `protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
${login}passdb {
 driver = static
 args = password=${PASSWORD}
}
userdb {
 driver = static
 args = uid=${uid} gid=${gid} home=${folder}/home/%u
}
mail_location = maildir:${folder}/home/%u/mail
service imap-login {
 chroot =
 inet_listener imap {
  port = ${port}
 }
 inet_listener imaps {
  port = 0
 }
}
${own('anvil')}`
}

async function reachable(port: number): Promise<ImapFlow> {
  const end = performance.now() + 15_000
  for (;;) {
    const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, doSTARTTLS: false, auth: { user: USER, pass: PASSWORD }, logger: false })
    client.on('error', () => {})
    try {
      await client.connect()
      return client
    } catch (error) {
      if (performance.now() > end) throw error
      await new Promise((done) => setTimeout(done, 100))
    }
  }
}

/** What the desk connects to. */
async function openLine(port: number) {
  const open = new Set<Socket>()
  let [count, silent] = [0, 0]
  const server = createServer((socket) => {
    if (performance.now() < silent) return void socket.destroy()
    count++
    const behind = connect(port, '127.0.0.1')
    for (const [one, other] of [[socket, behind], [behind, socket]] as const) {
      open.add(one)
      one.on('error', () => {}).on('close', () => { open.delete(one); other.destroy() })
      one.pipe(other)
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const destroyAll = () => { for (const socket of open) socket.destroy() }
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    connections: () => count,
    cut(ms: number) { silent = performance.now() + ms; destroyAll() },
    close() { destroyAll(); server.close() },
  }
}
