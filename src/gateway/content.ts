// Reads what the desk says (flows/, locales/) and checks its shape. What it means is checked by the flow lint.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import i18next from 'i18next'
import { z } from 'zod'
import { createScreen } from '../board/screen.ts'
import type { Screen } from '../board/screen.ts'
import { createExitWords } from '../contact/exit-word.ts'
import type { ExitWords } from '../contact/exit-word.ts'
import { Flow } from '../engine/flow.ts'
import { Contact } from '../knowledge/contacts.ts'
import { createDangerCheck } from '../knowledge/danger.ts'
import type { DangerCheck } from '../knowledge/danger.ts'
import { createSignReader, dangerPhrases, DANGER_KINDS } from '../knowledge/danger-phrases.ts'
import type { DangerKind } from '../knowledge/danger-phrases.ts'
import type { LanguageDetector } from '../knowledge/detect.ts'
import { LANGUAGES } from '../knowledge/languages.ts'
import type { Language } from '../knowledge/languages.ts'
import { createMask } from '../knowledge/mask.ts'
import type { Mask } from '../knowledge/mask.ts'
import { createFindPersonal } from '../knowledge/personal.ts'
import type { FindPersonal } from '../knowledge/personal.ts'
import { packLexicon, unpackLexicon } from '../knowledge/lexicon.ts'
import type { Lexicon } from '../knowledge/lexicon.ts'
import type { Matcher } from '../knowledge/match.ts'
import { words as folded } from '../knowledge/normalise.ts'
import { readArticle } from './article-file.ts'
import type { Article } from './article-file.ts'
import { readBoardWords } from './board-words.ts'
import { naming } from './processors.ts'
import { CannedReply } from './canned.ts'
import { readQuestionnaireFiles } from './questionnaire-files.ts'
import type { Questionnaires } from './questionnaire-files.ts'
import { readLearned } from './learned.ts'
import type { Learned } from './learned.ts'
import { openMemory } from './remember.ts'
import type { Memory } from './remember.ts'
import { readTemplates } from './questionnaire-templates.ts'
import { readYaml } from './yaml.ts'
import type { QuestionnaireContent } from '../questionnaires/shape.ts'

const Emergency = z.strictObject({ level: z.enum(['S4', 'S5']), text: z.string(), contacts: z.array(z.string()).min(1) })
export type Emergency = z.infer<typeof Emergency>
const DangerFile = z.partialRecord(z.enum([...DANGER_KINDS, 'safe']), z.array(z.string().min(1)))

const InEach = z.record(z.enum(LANGUAGES), z.array(z.string().min(1)).min(1))
const NewsFile = z.strictObject({ stop: InEach, telling: InEach })

/** A sentence of locales/<language>.json, with its {{placeholders}} filled. */
export type Words = (language: Language, key: string, values?: Readonly<Record<string, string>>) => string

export interface Content {
  readonly flow: Flow
  /** For whose phone somebody else sees. */
  readonly quiet: Flow
  readonly exitWords: ExitWords
  /** Words that end news, and nothing else. */
  readonly newsWords: ExitWords
  /** What the first line of news must not name, as a lock screen shows it: the desk, or the law. In any language. */
  readonly telling: readonly string[]
  readonly articles: ReadonlyMap<string, Article>
  /** Ready in nine languages, for counsellors. */
  readonly replies: readonly CannedReply[]
  readonly contacts: ReadonlyMap<string, Contact>
  readonly emergencies: Readonly<Record<DangerKind, Emergency>>
  /** To begin a questionnaire from, by name. */
  readonly questionnaireTemplates: ReadonlyMap<string, QuestionnaireContent>
  readonly words: Words
  readonly questionnaires: Questionnaires
  readonly matcher: Matcher
  /** What the matcher and the language detection learned from. */
  readonly lessons: Learned['lessons']
  readonly danger: DangerCheck
  /** What the mutual help board holds back. */
  readonly board: Screen
  readonly language: LanguageDetector
  /** A text without what may name somebody. */
  readonly mask: Mask
  /** What in a text names somebody, to be put back later. */
  readonly personal: FindPersonal
}

/** What is learned and read follows from these alone. */
const LEARNED_FROM = ['flows', 'src/knowledge', 'src/gateway/article-file.ts', 'src/gateway/learned.ts', 'src/gateway/lessons.ts', 'src/gateway/training.ts', 'src/gateway/yaml.ts']

/** @throws Error that names the file and what is wrong in it */
export function loadContent(root: string): Content {
  const flow = readYaml(join(root, 'flows/welcome.yaml'), Flow)
  const memory = openMemory(root, LEARNED_FROM)
  const articles = readArticles(root, memory)
  const emergencies = readYaml(join(root, 'flows/emergency.yaml'), z.record(z.enum(DANGER_KINDS), Emergency))
  const contacts = readYaml(join(root, 'flows/contacts.yaml'), z.array(Contact))
  const signsOf = createSignReader(unpackLexicon(memory.bytes('phrases', () => packLexicon(readDangerPhrases(root)))))
  const { heard, ...learned } = readLearned(root, articles, signsOf, memory)
  const exits = z.record(z.enum(LANGUAGES), z.array(z.string().min(1)).min(1)).parse(JSON.parse(readFileSync(join(root, 'flows/exit.json'), 'utf8')))
  const news = readYaml(join(root, 'flows/news.yaml'), NewsFile)
  const known = () => ({
    written: articles.flatMap(({ articles: texts }) => Object.values(texts).map(({ text }) => text)),
    typed: articles.flatMap(({ ask }) => Object.values(ask).flat()),
  })
  return {
    flow,
    quiet: readYaml(join(root, 'flows/quiet.yaml'), Flow),
    exitWords: createExitWords(exits, folded),
    newsWords: createExitWords(news.stop, folded),
    telling: Object.values(news.telling).flat(),
    articles: new Map(articles.map((article) => [article.topic, article])),
    replies: ['beginning', 'asking', 'ending'].flatMap((name) => readYaml(join(root, `flows/replies/${name}.yaml`), z.array(CannedReply))),
    contacts: new Map(contacts.map((contact) => [contact.id, contact])),
    emergencies,
    questionnaireTemplates: readTemplates(root),
    words: naming(readWords(root), () => []),
    questionnaires: readQuestionnaireFiles(join(root, 'flows/questionnaires')),
    ...learned,
    mask: createMask(known),
    personal: createFindPersonal(known),
    board: createScreen(LANGUAGES.map((language) => readBoardWords(join(root, `flows/board/${language}.yaml`)))),
    danger: createDangerCheck(signsOf, mapKinds((kind) => emergencies[kind].level), heard),
  }
}

/** In the order of their topics. What was read and checked once is not checked again while it is the same. */
function readArticles(root: string, memory: Memory): readonly Article[] {
  const read = () => readdirSync(join(root, 'flows/faq')).filter((name) => name.endsWith('.yaml')).sort().map((name) => articleIn(join(root, 'flows/faq', name)))
  const articles: readonly Article[] = JSON.parse(Buffer.from(memory.bytes('articles', () => Buffer.from(JSON.stringify(read())))).toString())
  return articles
}

function readDangerPhrases(root: string): Lexicon {
  const files = LANGUAGES.map((language) => readYaml(join(root, `flows/danger/${language}.yaml`), DangerFile))
  return dangerPhrases({ phrases: new Map(DANGER_KINDS.map((kind) => [kind, files.flatMap((file) => file[kind] ?? [])])), safe: files.flatMap((file) => file.safe ?? []) })
}

/** @throws Error that names the file and what is wrong in it */
function articleIn(file: string): Article {
  try {
    return readArticle(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

function mapKinds<T>(value: (kind: DangerKind) => T): Record<DangerKind, T> {
  return z.record(z.enum(DANGER_KINDS), z.custom<T>()).parse(Object.fromEntries(DANGER_KINDS.map((kind) => [kind, value(kind)])))
}

function readWords(root: string): Words {
  const resources = Object.fromEntries(LANGUAGES.map((language) => {
    const sentences: unknown = JSON.parse(readFileSync(join(root, `locales/${language}.json`), 'utf8'))
    return [language, { translation: z.record(z.string(), z.unknown()).parse(sentences) }]
  }))
  const i18n = i18next.createInstance()
  void i18n.init({ resources, lng: 'en', fallbackLng: false, initAsync: false, interpolation: { escapeValue: false } })
  const fixed = new Map(LANGUAGES.map((language) => [language, i18n.getFixedT(language)]))
  // Most sentences have nothing to fill in: they are looked up once.
  const plain = new Map(LANGUAGES.map((language) => [language, new Map<string, string>()]))
  return (language, key, values = {}) => {
    const known = plain.get(language)?.get(key)
    if (known !== undefined) return known
    const t = fixed.get(language)
    if (!t || !i18n.exists(key, { lng: language })) throw new Error(`locales/${language}.json has no ${key}`)
    const sentence: unknown = i18n.getResource(language, 'translation', key)
    if (typeof sentence !== 'string' || sentence.includes('{{')) return t(key, values)
    plain.get(language)?.set(key, sentence)
    return sentence
  }
}
