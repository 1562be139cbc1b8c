// The code by which a link of an article's page says which article that was: letters that every app's links let through, and no company's code.

const SHAPE = /^G-(LABOUR|RESIDENCE|MEDICAL|LIVING|EDUCATION|TAX|SERVICE)-([A-Z-]+)$/
/** As every app's links take it. */
const LONGEST = 30

/** `labour.union` -> `G-LABOUR-UNION`; null where the topic's name is too long for a link. */
export function articleCode(topic: string): string | null {
  const code = `G-${topic.replace('.', '-').toUpperCase()}`
  return code.length <= LONGEST && SHAPE.test(code) ? code : null
}

/** The topic, where the code may be one of an article. */
export function topicOfCode(code: string): string | null {
  const [, theme, name] = SHAPE.exec(code) ?? []
  return theme === undefined || name === undefined ? null : `${theme}.${name}`.toLowerCase()
}
