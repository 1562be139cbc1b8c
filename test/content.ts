// The desk's real content, loaded once for a test file.
import { resolve } from 'node:path'
import { loadContent } from '../src/gateway/content.ts'

export const content = loadContent(resolve(import.meta.dirname, '..'))
export const { words } = content
