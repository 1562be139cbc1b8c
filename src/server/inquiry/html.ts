// HTML with every value escaped: what people wrote can be no markup.

export interface Html { readonly html: string }

type Value = string | number | Html | readonly Html[] | null | false

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { html: parts.map((part, i) => (i === 0 ? part : textOf(values[i - 1] ?? null) + part)).join('') }
}

function textOf(value: Value): string {
  if (value === null || value === false) return ''
  if (typeof value === 'string' || typeof value === 'number') return String(value).replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark)
  return 'html' in value ? value.html : value.map((each) => each.html).join('')
}
