// Builds the pages into dist/web: the worker's chat, the counsellors' inbox, and the script that other sites embed.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { type EnvironmentOptions, defineConfig } from 'vite'

const here = import.meta.dirname
const web = join(here, 'src/web')
const outDir = join(here, 'dist/web')

// Phones that get no newer browser any more still reach the chat; the desk's own computers are current.
const oldPhones = ['chrome73', 'firefox78', 'safari12.1']

function page(folder: string, target: string | string[]): EnvironmentOptions {
  return { consumer: 'client', build: { target, rolldownOptions: { input: join(web, folder, 'index.html') } } }
}

/** The few words on the button of the embed script, which must be one file that asks for nothing else. */
function buttonWords() {
  const locales = join(here, 'locales')
  const files = readdirSync(locales).filter((name) => name.endsWith('.json'))
  return Object.fromEntries(files.flatMap((name) => {
    const { chat } = JSON.parse(readFileSync(join(locales, name), 'utf8'))
    return chat ? [[name.slice(0, -'.json'.length), { title: chat.title, open: chat.open, close: chat.close }]] : []
  }))
}

// An ordinary script, closed in itself: it must leave no name behind on the site that embeds it.
const embed: EnvironmentOptions = {
  consumer: 'client',
  define: { buttonWords: JSON.stringify(buttonWords()) },
  build: {
    target: oldPhones,
    rolldownOptions: { input: join(web, 'embed.ts'), output: { format: 'iife', entryFileNames: 'embed.js' } },
  },
}

// At /desk/worker.js, so that it may speak for the desk's pages and no others.
const worker: EnvironmentOptions = {
  consumer: 'client',
  build: { target: 'baseline-widely-available', rolldownOptions: { input: join(web, 'inbox/worker.ts'), output: { format: 'iife', entryFileNames: 'worker.js' } } },
}

// At /guide/worker.js, so that it may answer for the guide's pages and no others; and the script that asks it to.
function ofGuide(name: string): EnvironmentOptions {
  return { consumer: 'client', build: { target: oldPhones, rolldownOptions: { input: join(web, `guide/${name}.ts`), output: { format: 'iife', entryFileNames: `guide-${name}.js` } } } }
}

export default defineConfig({
  root: web,
  // What is served as it is: by what the desk is installed on a phone.
  publicDir: join(web, 'public'),
  plugins: [react()],
  build: {
    outDir,
    emptyOutDir: false,
    // Everything is a file of its own: the content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: false,
  },
  environments: { chat: page('chat', oldPhones), inbox: page('inbox', 'baseline-widely-available'), embed, worker, guideWorker: ofGuide('worker'), guideKeep: ofGuide('keep') },
  builder: {
    async buildApp(builder) {
      rmSync(outDir, { recursive: true, force: true })
      for (const [name, environment] of Object.entries(builder.environments)) {
        const { input } = environment.config.build.rolldownOptions
        if (typeof input === 'string' && existsSync(input)) await builder.build(environment)
        else if (name !== 'client' && name !== 'ssr') builder.config.logger.warn(`${name}: nothing to build yet`)
      }
    },
  },
})
