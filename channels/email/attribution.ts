// The lines with which mail programs announce what they quote, in the nine languages and some beside them.

/** "On Monday Mr A wrote:". Up to four lines joined by a space; what fits must also hold a time or an address. */
export const ATTRIBUTIONS: readonly RegExp[] = [
  /^On\b.{5,200}\bwrote\s?:$/i,
  // Japanese: Gmail, Apple, and others.
  /^\d{4}年\d{1,2}月\d{1,2}日\s?[(（][月火水木金土日][)）]\s?\d{1,2}[:：]\d{2}.{0,160}[:：]$/,
  /^\d{4}\/\d{1,2}\/\d{1,2}\s?(?:[(（][月火水木金土日][)）])?\s?(?:午前|午後)?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?[、,，]?.{1,160}の?(?:メール|メッセージ)?[:：]$/,
  /^.{1,200}(?:さん|様)?[がは].{0,80}(?:書きました|のメッセージ)\s?[:：]?$/,
  // Chinese.
  /^(?:在\s?)?.{1,200}(?:写道|寫道|来信|wrote)\s?[:：]$/,
  /^(?:在|於|于).{3,120}[,，].{1,120}[:：]$/,
  /^Vào\b.{5,200}đã viết\s?:$/iu,
  /^(?:Noong|Nang)\b.{5,200}\bang\s?:$/i,
  /^(?:Pada|Tanggal)\b.{5,200}\bmenulis\s?:$/i,
  // Burmese Gmail: the name and "wrote", with the sentence mark or a dash at the end.
  /^.{5,200}(?:ရေးသားခဲ့သည်|ရေးခဲ့သည်|ရေးသားထားသည်|ရေးထားသည်|ရေးသည်)\s?[-–—:：။]*$/u,
  /^(?:Em|A)\b.{5,200}\bescreveu\s?:$/i,
  /^.{1,160}\bescreveu\s?\(.{5,80}\)\s?:$/i,
  /^El\b.{5,200}\bescribió\s?:$/i,
  /^.{1,160}\bescribió\s?\(.{5,80}\)\s?:$/i,
]

/** Without which the lines above are what somebody wrote. */
export const TIME_OR_ADDRESS = /\d{1,2}\s?[:.h：時]\s?\d{2}|[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+/

/** A line that stands above a whole quoted mail. What may repeat in these patterns begins with different signs each: a line of blanks is read once, not a thousand times. */
export const BANNER = /^(?:[>\s]*>)?[-_=*\s]{2,}(?:Original Message|Original Appointment|元のメッセージ|元のメール|Mensagem original|Mensaje original|Thư gốc|Tin nhắn gốc|Pesan Asli|Orihinal na Mensahe|Orihinal na mensahe|မူရင်းစာ|မူရင်း မက်ဆေ့ချ်|原始邮件|原始郵件|原始信息|原始訊息)[-_=*\s]{2,}$/iu

/** A line that stands above a mail somebody passes on: nothing of it is cut. */
export const FORWARDED = /^(?:[>\s]*>)?(?:[-_=*\s]{2,}|\s?)(?:Forwarded [Mm]essage|Begin forwarded message:?|転送(?:された)?(?:メッセージ|メール)|Mensagem encaminhada|Mensaje reenviado|Tin nhắn đã chuyển tiếp|Thư đã chuyển tiếp|Pesan [Tt]erusan|Pesan yang diteruskan|Ipinasang mensahe|Naipasang mensahe|ထပ်ဆင့်ပို့ထားသော စာ|转发的邮件|轉寄郵件|转发邮件信息)[-_=*\s:]*$/u

/** The first line of the block of header fields with which Outlook and carriers' phones begin a quoted mail ... */
export const FROM_LABEL = /^\s*\*?(?:From|De|差出人|送信者|发件人|寄件者|寄件人|Từ|Người gửi|Dari|Pengirim|Mula kay|Mula sa|Galing kay|ပေးပို့သူ|မှ)\s?\*?\s?[:：]\*?/iu

/** ... and those of which at least two follow within five lines. */
export const OTHER_LABEL = /^\s*\*?(?:Sent|Date|To|Cc|Subject|Reply-To|Enviado(?: em| el)?|Enviada em|Data|Fecha|Para|CC|Assunto|Asunto|送信日時|日時|日付|送信|宛先|件名|Ｃｃ|发送时间|發送時間|日期|收件人|收件者|抄送|主题|主旨|主題|Đã gửi|Ngày|Gửi|Tới|Đến|Chủ đề|Terkirim|Dikirim|Tanggal|Kepada|Ke|Subjek|Perihal|Ipinadala|Petsa|Para kay|Kay|Paksa|ပို့ခဲ့သည်|ရက်စွဲ|ထံသို့|သို့|အကြောင်းအရာ|ခေါင်းစဉ်)\s?\*?\s?[:：]\*?/iu

/** "Re", "Fwd" and their like, as many as stand there. */
const PREFIX = '(?:(?:Re|Aw|Sv|Res|Rv|Bls|Balas|Trả lời|Sagot|ပြန်စာ|返信|返|回复|答复|回覆|答覆)(?:\\[\\d+\\]|\\^\\d+|\\d+)?'
export const REPLY_PREFIX = new RegExp(`^\\s*${PREFIX})\\s?[:：]\\s?`, 'iu')
export const FORWARD_PREFIX = /^\s*(?:Fwd?|Fw|Enc|Trs|Teruskan|Chuyển tiếp|Tr|転送|转发|轉寄|轉發)(?:\[\d+\])?\s?[:：]\s?/iu
