// Who may import whom, how long a file may be, and what may stand in one place only.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** Folder -> what of ours it may import. `types` after a name: types only. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'channels/contract.ts': [],
  'channels/page.ts': [],
  'channels/text.ts': [],
  'channels/entry.ts': [],
  'channels/json.ts': ['channels/contract.ts'],
  'channels/index.ts': ['channels'],
  'channels/connecting.ts': [],
  'channels/*': ['channels/contract.ts', 'channels/page.ts', 'channels/text.ts', 'channels/entry.ts', 'channels/json.ts', 'channels/connecting.ts'],
  'src/connections': ['channels/contract.ts types', 'src/operate types', 'channels/connecting.ts', 'channels/index.ts', 'src/accounts.ts', 'src/config.ts', 'src/language', 'src/runtime.ts types', 'src/store'],
  'src/engine': ['src/questionnaires types'],
  'src/knowledge': [],
  'src/language': ['src/hours', 'src/knowledge', 'src/store'],
  'src/hours': [],
  'src/list': [],
  'src/contact': ['src/hours'],
  'src/oncall': [],
  'src/version.ts': ['package.json'],
  'src/operate': ['channels/contract.ts types', 'src/hours', 'src/knowledge', 'src/language types', 'src/notify types', 'src/oncall', 'src/runtime.ts types', 'src/store'],
  'src/notify': ['locales', 'src/feedback types', 'channels/contract.ts types', 'src/config.ts types', 'src/runtime.ts types', 'src/store', 'src/operate types'],
  'src/cases': ['src/hours'],
  'src/board': ['src/knowledge', 'src/people'],
  'src/people': [],
  'src/privacy': ['src/cases types', 'src/hours', 'src/people'],
  'src/media': ['channels/contract.ts types'],
  'src/config.ts': ['src/config-translation.ts', 'src/config-outreach.ts', 'src/config-keys.ts', 'src/config-operation.ts', 'src/config-door.ts', 'src/config-backup.ts', 'src/config-faults.ts', 'src/config-origin.ts'],
  'src/config-operation.ts': [],
  'src/config-door.ts': ['src/config-origin.ts'],
  'src/config-outreach.ts': [],
  'src/config-keys.ts': [],
  'src/config-origin.ts': [],
  'src/config-backup.ts': [],
  'src/config-faults.ts': [],
  'src/config-translation.ts': ['src/config-origin.ts'],
  'src/random.ts': [],
  'src/runtime.ts': ['src/random.ts', 'channels/contract.ts types', 'src/config.ts types', 'src/gateway types', 'src/jobs types', 'src/language types', 'src/media types', 'src/notify types', 'src/store types', 'src/knowledge types', 'src/connections types', 'src/operate types'],
  'src/store': ['src/random.ts', 'src/cases types', 'src/people types', 'src/permissions.ts', 'src/contact', 'channels/contract.ts types', 'src/engine types', 'src/knowledge types', 'src/oncall', 'src/list', 'src/dossier types', 'src/partners', 'src/companies', 'src/questionnaires', 'src/feedback', 'src/outreach', 'src/reports', 'src/board', 'src/privacy'],
  'src/gateway': ['src/cases', 'channels/contract.ts', 'channels/text.ts', 'channels/entry.ts', 'channels/index.ts', 'src/contact', 'src/engine', 'src/hours', 'src/knowledge', 'src/language', 'src/oncall', 'src/media/receive.ts', 'src/store', 'src/runtime.ts types', 'src/companies', 'src/questionnaires', 'src/feedback', 'src/outreach', 'src/reports', 'src/board', 'src/operate types', 'src/privacy'],
  'src/desk': ['src/cases', 'src/people', 'src/contact', 'src/hours', 'src/notify', 'src/oncall', 'channels/contract.ts types', 'src/knowledge', 'src/language', 'src/store', 'src/permissions.ts', 'src/runtime.ts types', 'src/dossier', 'src/media/thumbnail.ts', 'src/partners', 'src/companies', 'src/questionnaires', 'src/feedback', 'src/outreach', 'src/reports', 'src/privacy'],
  'src/jobs': ['src/cases', 'src/contact', 'src/hours', 'channels/contract.ts types', 'src/notify', 'src/oncall', 'src/gateway', 'src/knowledge', 'src/desk', 'src/language', 'src/media', 'src/store', 'src/runtime.ts types', 'src/companies', 'src/questionnaires', 'src/feedback', 'src/outreach', 'src/reports', 'src/dossier', 'src/board', 'src/operate', 'src/backup', 'src/encryption-keys.ts', 'src/permissions.ts', 'src/privacy', 'src/version.ts'],
  'src/server': ['src/cases', 'src/contact', 'src/hours', 'src/notify', 'src/oncall', 'channels/contract.ts', 'channels/webchat', 'src/knowledge', 'src/gateway', 'src/desk', 'src/language', 'src/media', 'src/store', 'src/permissions.ts', 'src/routes.ts', 'src/runtime.ts types', 'src/people', 'src/list', 'src/dossier types', 'src/partners', 'src/companies', 'src/questionnaires', 'src/feedback', 'src/outreach', 'src/reports', 'src/report-files', 'src/board', 'channels/connecting.ts', 'channels/index.ts', 'src/config.ts', 'src/connections', 'src/operate', 'src/privacy'],
  'src/web': ['src/cases', 'src/server/api types', 'src/permissions.ts', 'locales', 'flows/exit.json', 'src/people', 'src/list', 'src/partners', 'src/companies', 'src/questionnaires', 'src/feedback', 'src/outreach', 'src/reports', 'src/board', 'src/operate types', 'src/privacy'],
  'src/tools': ['channels', 'src/people', 'src/cases', 'src/desk', 'src/engine', 'src/knowledge', 'src/language', 'src/gateway', 'src/hours', 'src/jobs', 'src/notify', 'src/server/app.ts', 'src/accounts.ts', 'src/audit-key.ts', 'src/config.ts', 'src/permissions.ts types', 'src/runtime.ts', 'src/start.ts', 'src/store', 'src/reports', 'src/questionnaires', 'src/media', 'src/encryption-keys.ts', 'src/config-keys.ts', 'src/connections', 'src/operate', 'src/doctor', 'src/backup', 'src/version.ts'],
  'src/partners': ['src/cases'],
  'src/companies': ['src/people'],
  'src/questionnaires': ['src/knowledge'],
  'src/feedback': ['src/knowledge', 'src/questionnaires'],
  'src/outreach': ['src/contact', 'src/hours', 'src/people'],
  'src/reports': ['locales', 'src/people', 'src/cases', 'src/companies'],
  'src/dossier': ['src/cases', 'src/knowledge'],
  'src/report-files': ['src/reports', 'src/dossier', 'locales'],
  'src/permissions.ts': [],
  'src/routes.ts': ['src/permissions.ts types', 'src/routes-of-many.ts', 'src/routes-of-privacy.ts'],
  'src/routes-of-many.ts': ['src/permissions.ts types'],
  'src/kept-key.ts': [],
  'src/routes-of-privacy.ts': ['src/permissions.ts types'],
  'src/audit-key.ts': ['src/config.ts types', 'src/store', 'src/kept-key.ts'],
  'src/encryption-keys.ts': ['src/config-keys.ts', 'src/config.ts types', 'src/kept-key.ts', 'src/store'],
  'src/doctor': ['src/connections', 'src/encryption-keys.ts', 'locales/doctor', 'src/accounts.ts', 'src/backup', 'src/config.ts', 'src/gateway', 'src/hours', 'src/knowledge', 'src/language', 'src/oncall', 'src/runtime.ts types', 'src/store'],
  'src/backup': ['src/config-keys.ts types', 'src/config.ts types', 'src/hours', 'src/media', 'src/store'],
  'src/accounts.ts': ['channels', 'src/config.ts types', 'src/runtime.ts types'],
  'src/start.ts': ['channels', 'src'],
  'src/main.ts': ['src/run.ts'],
  'src/run.ts': ['src'],
}

const PURE = ['src/board', 'src/companies', 'src/questionnaires', 'src/feedback', 'src/outreach', 'src/reports', 'src/contact', 'src/people', 'src/hours', 'src/cases', 'src/oncall', 'src/engine', 'src/knowledge', 'src/gateway/turn.ts', 'src/gateway/answer.ts', 'src/gateway/emergency.ts', 'src/gateway/leave.ts', 'src/gateway/arrive.ts', 'src/gateway/company-code.ts', 'src/gateway/agree.ts', 'src/gateway/log-line.ts', 'src/gateway/say.ts', 'src/gateway/link-code.ts', 'src/gateway/menus.ts', 'src/gateway/article.ts', 'src/gateway/contact-hours.ts', 'src/gateway/staff-turn.ts', 'src/gateway/flow-knowledge.ts', 'src/gateway/understand.ts', 'src/gateway/commit.ts', 'src/gateway/straight-away.ts', 'src/gateway/overlay.ts', 'src/gateway/gap.ts', 'src/gateway/gap-clusters.ts', 'src/gateway/stale.ts', 'src/gateway/article-choice.ts', 'src/gateway/article-faults.ts', 'src/gateway/article-file.ts', 'src/gateway/canned.ts', 'src/list', 'src/gateway/own.ts', 'src/gateway/own-words.ts', 'src/gateway/own-knowledge.ts', 'src/gateway/own-question.ts', 'src/gateway/questionnaire-knowledge.ts', 'src/gateway/questionnaire-words.ts', 'src/gateway/consulted.ts', 'src/partners', 'src/store/sealing/marks.ts', 'src/store/sealing/values.ts', 'src/operate/alerts.ts', 'src/operate/standing.ts', 'src/privacy', 'src/gateway/unread-turn.ts']
const IO = /^(node:(fs|net|http|https|child_process|dns|tls|worker_threads|timers)|express|pg|ws|bullmq|pino)/

const files = ['channels', 'src', 'test'].flatMap((folder) => filesBelow(join(root, folder)))
  .map((file) => relative(root, file).replaceAll('\\', '/'))
  .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !file.includes('/generated/'))
const textOf = (file: string) => readFileSync(join(root, file), 'utf8')

/** What runs while the desk does: neither pages in a browser, nor tests, nor commands of their own. */
const server = files.filter((file) => /^(channels|src)\//.test(file) && !/^src\/(web|tools|doctor|store\/generated)\//.test(file))

test('every import is one the table allows', () => {
  const faults = files.filter((file) => !file.startsWith('test/')).flatMap((file) => {
    const allowed = MAY_IMPORT[ruleFor(file)]
    if (!allowed) return [`${file}: no row in the table`]
    return importsOf(file).filter(({ target }) => !isAllowed(file, target.path, target.typesOnly, allowed)).map(({ target }) => `${file} imports ${target.path}`)
  })
  expect(faults).toEqual([])
})

test('what is pure imports nothing that touches the world', () => {
  const faults = files.filter((file) => PURE.some((pure) => file.startsWith(pure)))
    .flatMap((file) => packagesOf(file).filter((name) => IO.test(name)).map((name) => `${file} imports ${name}`))
  expect(faults).toEqual([])
})

test('the environment is read in config.ts alone, Prisma stands in store/ alone, time and ids come from runtime.ts alone', () => {
  const only = (pattern: RegExp, allowed: RegExp) => files.filter((file) => file.startsWith('src/') || file.startsWith('channels/'))
    .filter((file) => !allowed.test(file) && pattern.test(textOf(file)))
  expect(only(/process\.env/, /^src\/(config\.ts|tools\/setup\.mjs)$/)).toEqual([])
  expect(only(/@prisma|generated\/client/, /^src\/store\//)).toEqual([])
  expect(only(/new Date\(\)|Date\.now\(\)|randomUUID/, /^src\/(runtime\.ts|web\/|tools\/)/)).toEqual([])
})

test('no request follows a redirect unless it says so', () => {
  const calls = server.flatMap((file) => textOf(file).split(/\bfetch\(/).slice(1).map((rest) => [file, /^[^;]{0,400}?\bredirect: '(error|manual)'/.test(rest)]))
  expect(calls.length).toBeGreaterThan(5)
  expect(calls.filter(([, said]) => !said)).toEqual([])
})

test('the desk starts no other program than PostgreSQL', () => {
  expect(server.filter((file) => textOf(file).includes('node:child_process'))).toEqual(['src/store/postgres.ts'])
})

test('files are small, and say in their first line what they are for', () => {
  const faults = files.flatMap((file) => {
    const text = textOf(file)
    const lines = text.split('\n').length
    return [...(lines > 251 ? [`${file}: ${lines} lines`] : []), ...(/^(#!.*\n)?(\/\*\* @jsx.*\n)?\/\/ \S/.test(text) ? [] : [`${file}: no first line`])]
  })
  expect(faults).toEqual([])
})

test('no file is named for being left over', () => {
  expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|manager|service|base|misc)(\.|\/|-)|-v\d/i.test(file))).toEqual([])
})

test('nothing switches a check off or leaves work marked as unfinished', () => {
  const marks = new RegExp(['TO' + 'DO', 'FIX' + 'ME', '@ts-ign' + 'ore', '@ts-expect-err' + 'or', 'as a' + 'ny\\b', '\\.on' + 'ly\\('].join('|'))
  expect(files.filter((file) => marks.test(textOf(file)))).toEqual([])
})

function ruleFor(file: string): string {
  if (MAY_IMPORT[file]) return file
  const parts = file.split('/')
  if (parts[0] === 'channels') return 'channels/*'
  return parts.slice(0, 2).join('/')
}

function isAllowed(file: string, target: string, typesOnly: boolean, allowed: readonly string[]): boolean {
  const own = ruleFor(file) === 'channels/*' ? dirname(file) : ruleFor(file)
  if (target.startsWith(`${own}/`) || target === own) return true
  return allowed.some((entry) => {
    const [path = '', kind] = entry.split(' ')
    return (target === path || target.startsWith(`${path}/`)) && (kind !== 'types' || typesOnly)
  })
}

function importsOf(file: string): { target: { path: string; typesOnly: boolean } }[] {
  const pattern = /^\s*(?:import|export)\s+(type\s)?[^'"]*?from\s+'(\.[^']+)'|import\('(\.[^']+)'\)|^import '(\.[^']+)'/gm
  return [...textOf(file).matchAll(pattern)].map((hit) => ({
    target: { path: relative(root, resolve(root, dirname(file), hit[2] ?? hit[3] ?? hit[4] ?? '')).replaceAll('\\', '/'), typesOnly: hit[1] !== undefined },
  }))
}

function packagesOf(file: string): string[] {
  return [...textOf(file).matchAll(/from '([^.'][^']*)'/g)].map((hit) => hit[1] ?? '')
}

function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path).flatMap((name) => filesBelow(join(path, name)))
}
