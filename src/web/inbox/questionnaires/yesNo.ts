// Yes, no and "I do not know" in nine languages, as the preview shows them.
const words: Readonly<Record<'yes' | 'no' | 'unknown', Readonly<Record<string, string>>>> = {
  yes: { ja: 'はい', en: 'Yes', zh: '是', vi: 'Có', tl: 'Oo', id: 'Ya', my: 'ဟုတ်ကဲ့', pt: 'Sim', es: 'Sí' },
  no: { ja: 'いいえ', en: 'No', zh: '否', vi: 'Không', tl: 'Hindi', id: 'Tidak', my: 'မဟုတ်ပါ', pt: 'Não', es: 'No' },
  unknown: { ja: 'わからない', en: 'I don’t know', zh: '不知道', vi: 'Không biết', tl: 'Hindi ko alam', id: 'Tidak tahu', my: 'မသိပါ', pt: 'Não sei', es: 'No lo sé' },
}
export default words
