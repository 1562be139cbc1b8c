// The examples of deploying name what is there: variables of the configuration, files, commands, and what the image has.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CORE_SCHEMA, load, loadAll, mergeTag } from 'js-yaml'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { readConfig, VARIABLES } from '../src/config.ts'

const root = resolve(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const schema = CORE_SCHEMA.withTags(mergeTag)

/** Set for the image or for another program, not for the desk. */
const OTHERS = ['POSTGRES_DB', 'POSTGRES_PASSWORD', 'DESK_HOST', 'NODE_ENV']
const known = (names: readonly string[]) => names.filter((name) => !VARIABLES.includes(name) && !OTHERS.includes(name))

const Service = z.object({ environment: z.record(z.string(), z.unknown()).optional(), command: z.array(z.string()).optional(), volumes: z.array(z.string()).optional(), ports: z.array(z.string()).optional(), network_mode: z.string().optional() })
const Compose = z.object({ services: z.record(z.string(), Service), volumes: z.record(z.string(), z.unknown()) })
const compose = (file: string) => Compose.parse(load(read(file), { schema }))

test('compose: every variable is one of ours, every volume is declared, and the desk listens to this machine alone until a proxy stands in front', () => {
  for (const file of ['compose.yaml', 'deploy/tls.yaml']) {
    const { services, volumes } = compose(file)
    for (const { environment = {}, volumes: mounts = [] } of Object.values(services)) {
      expect(known(Object.keys(environment))).toEqual([])
      for (const [from = ''] of mounts.map((mount) => mount.split(':'))) expect(from.startsWith('.') ? existsSync(join(root, from)) : Object.keys(volumes).includes(from), `${file}: ${from}`).toBe(true)
    }
  }
  const { services: { web, worker } } = compose('compose.yaml')
  expect(web?.ports).toEqual(['127.0.0.1:3000:3000'])
  expect([web?.command, worker?.command]).toEqual([['--role', 'web'], ['--role', 'worker']])
  expect(readConfig(worker?.command ?? [], { DATABASE_URL: 'postgresql://x@y/z', BACKUP_DIR: String(worker?.environment?.['BACKUP_DIR']) })).toMatchObject({ role: 'worker', backup: { dir: '/app/backups', at: '03:30', keep: 14 } })
  expect(read('Dockerfile')).toContain('/app/backups')
  expect(compose('deploy/tls.yaml').services['caddy']?.network_mode).toBe('service:web')
})

const Pod = z.object({ metadata: z.object({ labels: z.record(z.string(), z.string()) }), spec: z.object({
  containers: z.array(z.object({ args: z.array(z.string()).optional(), command: z.array(z.string()).optional(), volumeMounts: z.array(z.object({ name: z.string() })), envFrom: z.array(z.record(z.string(), z.object({ name: z.string() }))) }).loose()),
  volumes: z.array(z.object({ name: z.string() })),
}).loose() })
const Resource = z.object({ apiVersion: z.string(), kind: z.string(), metadata: z.object({ name: z.string() }), data: z.record(z.string(), z.string()).optional(), stringData: z.record(z.string(), z.string()).optional(), spec: z.record(z.string(), z.unknown()).optional() })
const resources = readdirSync(join(root, 'deploy/kubernetes')).flatMap((name) => loadAll(read(`deploy/kubernetes/${name}`), { schema })).map((one) => Resource.parse(one))
const named = (kind: string) => resources.filter((one) => one.kind === kind).map(({ metadata }) => metadata.name)
const podsOf = () => resources.flatMap(({ kind, spec }) => (kind === 'Deployment' ? [Pod.parse(spec?.['template'])] : kind === 'CronJob' ? [Pod.parse(z.object({ spec: z.object({ template: z.unknown() }) }).parse(spec?.['jobTemplate']).spec.template)] : []))

test('Kubernetes: what one part names another part is', () => {
  expect(named('Deployment')).toEqual(['web', 'worker'])
  for (const { data = {}, stringData = {} } of resources) expect(known([...Object.keys(data), ...Object.keys(stringData)])).toEqual([])
  for (const { metadata: { labels }, spec: { containers, volumes } } of podsOf()) {
    for (const { args = [], command = [], volumeMounts, envFrom } of containers) {
      expect(() => readConfig(args, {})).not.toThrow()
      if (command[1]) expect(existsSync(join(root, command[1]))).toBe(true)
      expect(volumeMounts.map(({ name }) => name)).toEqual(volumes.map(({ name }) => name))
      for (const [kind, { name }] of envFrom.flatMap((one) => Object.entries(one))) expect(named(kind === 'secretRef' ? 'Secret' : 'ConfigMap')).toContain(name)
    }
    expect(['web', 'worker', 'backup']).toContain(labels['role'])
  }
  const text = read('deploy/kubernetes/desk.yaml')
  expect(new Set([...text.matchAll(/path: (\/\w*)/g)].map(([, path]) => path))).toEqual(new Set(['/healthz', '/readyz', '/']))
  for (const selector of [...text.matchAll(/matchLabels: \{ app: madoguchi, role: (\w+) \}/g)]) expect(named('Deployment')).toContain(selector[1])
})

test('systemd: the unit starts what is there, with variables that are ours', () => {
  const unit = read('deploy/systemd/madoguchi.service')
  expect(known([...(unit.match(/^Environment=(.*)$/m)?.[1] ?? '').matchAll(/(\w+)=/g)].map(([, name = '']) => name))).toEqual([])
  const [, program = '', file = ''] = unit.match(/^ExecStart=\/opt\/madoguchi\/(\S+) .*?(\S+)$/m) ?? []
  expect([existsSync(join(root, program)), existsSync(join(root, file))]).toEqual([true, true])
})

/** Of other programs, which this machine may lack or which would change it: why their lines are not run. */
const NOT_HERE: Readonly<Record<string, string>> = {
  docker: 'needs a daemon', kubectl: 'needs a cluster', 'apt-get': 'changes the machine', useradd: 'changes the machine', git: 'needs the network', install: 'writes outside', chown: 'needs the user', runuser: 'needs the user',
  systemctl: 'needs systemd', journalctl: 'needs systemd', cp: 'writes outside', sed: 'writes outside',
}
const commandsOf = (page: string) => [...read(`docs/${page}`).matchAll(/```sh\n([^]*?)```/g)].flatMap(([, block = '']) => block.trim().split('\n'))

const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')))

test('the commands of docs/deploy.md are of the desk, or of programs that cannot be run here; files they name are there', () => {
  for (const line of commandsOf('deploy.md')) {
    const [program = ''] = line.split(' ')
    const [, script] = line.match(/(?:npm|worker) run -s (\w+)/) ?? []
    if (script) expect([line, Object.keys(scripts).includes(script)]).toEqual([line, true])
    else expect([line, Object.keys(NOT_HERE).includes(program)]).toEqual([line, true])
    for (const [, file = ''] of line.matchAll(/(?:^|[\s/])((?:deploy|src)\/[\w./-]+\.\w+)/g)) expect([file, existsSync(join(root, file))]).toEqual([file, true])
  }
})

test('the example of the environment of docs/deploy.md is one the desk reads', () => {
  const names = [...read('docs/deploy.md').matchAll(/```ini\n([^]*?)```/g)].flatMap(([, block = '']) => block.trim().split('\n').map((line) => line.split('=')[0] ?? ''))
  expect(names.length).toBeGreaterThan(5)
  expect(known(names)).toEqual([])
})
