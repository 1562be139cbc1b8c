// Words that greet or thank and ask nothing. They get the menu, never an article and never "I did not understand".
import { words } from './normalise.ts'

const GREETINGS = new Set(`hello hi hey|hello|hi|hey|good morning|good afternoon|good evening|thanks|thank you|thank you so much|ok|okay|yes|no|start
こんにちは|こんばんは|おはよう|おはようございます|ありがとう|ありがとうございます|はい|いいえ|すみません|もしもし|konnichiwa|konbanwa|arigatou|sumimasen
你好|您好|早上好|下午好|晚上好|谢谢|谢谢你|在吗|好的|嗯
xin chao|chao|chao ban|chao anh|chao chi|chao em|alo|cam on|cam on ban|da|vang|xin chao ban|em chao a|em chao anh chi
kumusta|kumusta po|kamusta|kamusta po|magandang araw|magandang umaga|magandang gabi|magandang hapon|salamat|salamat po|opo|oo|hello po|hi po
halo|hai|halo kak|selamat pagi|selamat siang|selamat sore|selamat malam|terima kasih|makasih|assalamualaikum|permisi|iya|ya
မင်္ဂလာပါ|ဟယ်လို|ကျေးဇူးတင်ပါတယ်|ကျေးဇူးပါ|ဟုတ်ကဲ့|mingalabar|mingalaba|kyay zu tin par tal
ola|oi|bom dia|boa tarde|boa noite|obrigado|obrigada|valeu|tudo bem|oi tudo bem|sim
hola|buenos dias|buenas tardes|buenas noches|buenas|gracias|muchas gracias|si|que tal`.split(/[|\n]/).map(words))

export function isGreeting(text: string): boolean {
  return GREETINGS.has(words(text))
}
