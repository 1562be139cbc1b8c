// What mail programs and people put under every mail.

const PHONE = new RegExp([
  '^(?:sent|send) (?:from|via|with|using) (?:my |the )?.{2,60}$', '^get outlook for .{2,40}$', '^(?:.{0,20}(?:iphone|ipad|android|スマートフォン|ドコモ|au|softbank|outlook|gmail|yahoo!?メール|docomo).{0,40})(?:から|で|より|を使って)?送信.{0,10}$',
  '^.{1,40}から送信(?:しました)?[。.]?$', '^从我的.{2,40}(?:发送|發送)$', '^從我的.{2,40}(?:傳送|寄出)$', '^发自我的.{2,40}$', '^發自我的.{2,40}$', '^来自.{2,40}(?:邮箱|手机)$',
  '^(?:đã )?(?:được )?gửi (?:từ|bằng) .{2,40}$', '^dikirim (?:dari|melalui|menggunakan) .{2,40}$', '^(?:enviado|enviada) (?:do|da|desde|a partir de|com|pelo|de) .{2,50}$',
  '^(?:obtenha|obtener|descargar|baixe) .{0,6}outlook .{2,40}$', '^(?:ipinadala|naipadala) (?:mula|gamit) .{2,50}$', '^.{0,20}(?:iphone|android|gmail).{0,20}(?:မှ|ဖြင့်).{0,20}ပေးပို့.{0,15}$',
  '^(?:tải|dapatkan|kunin ang) outlook .{2,40}$', '^取得 ?outlook .{2,40}$', '^获取 ?outlook .{2,40}$', '^下载.{0,10}outlook.{0,20}$', '^(?:outlook for (?:ios|android)|(?:ios|android) ?版 ?outlook) ?を入手.{0,15}$', '^yahoo!?メール.{0,30}(?:から送信|より送信|アプリから送信)$',
].join('|'), 'iu')

const RULE = /^\s*([-=*_~+#━─＿－＝＊☆★◇◆□■・.。:：〜～])(?:\s?\1){4,}.{0,20}$/u
const LONGEST_LINES = 12

/** Of the lines of one's own text: without the signature at their end. What would leave nothing stays. */
export function withoutSignature(lines: readonly string[]): readonly string[] {
  const dashes = lines.findLastIndex((line) => /^-- ?$/.test(line))
  const formal = dashes > 0 && lines.length - dashes <= 3 * LONGEST_LINES ? lines.slice(0, dashes) : lines
  const unframed = withoutFrame(trimmed(formal))
  const phone = unframed.findIndex((line, i) => i > 0 && unframed.length - i <= 4 && PHONE.test(line.trim()))
  const left = trimmed(phone < 0 ? unframed : unframed.slice(0, phone))
  return left.length > 0 ? left : trimmed(lines)
}

/** Name and numbers between two rules, or under one, at the very end: the custom of Japanese offices. */
function withoutFrame(lines: readonly string[]): readonly string[] {
  const rules = lines.flatMap((line, i) => (RULE.test(line) ? [i] : []))
  const last = rules.at(-1)
  if (last === undefined) return lines
  const first = last === lines.length - 1 ? rules.at(-2) ?? last : last
  const inside = lines.slice(first + 1)
  const isContact = inside.some((line) => /@|tel|fax|〒|\d{2,4}[-(]\d{2,4}[-)]\d{3,4}|https?:/i.test(line))
  return first > 0 && inside.length <= LONGEST_LINES && isContact ? trimmed(lines.slice(0, first)) : lines
}

function trimmed(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line.trim() !== '')
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex((line) => line.trim() !== '') + 1)
}
