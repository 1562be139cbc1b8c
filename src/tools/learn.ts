// Works out what the desk learns from flows/, so that it is there when the desk starts.
import { resolve } from 'node:path'
import { loadContent } from '../gateway/content.ts'

loadContent(resolve(import.meta.dirname, '../..'))
