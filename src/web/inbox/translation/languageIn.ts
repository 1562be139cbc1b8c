// What a language is called where staff write in it: their Japanese is not the Easy Japanese of workers.
import i18next from 'i18next'
import { languageName } from '../words.ts'

export const languageIn = (code: string) => (code === 'ja' ? i18next.t('thread.japanese') : languageName(code))
