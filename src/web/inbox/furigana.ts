// The reviewed texts carry furigana for the worker; a counsellor reads faster without.

/** 給料（きゅうりょう） reads 給料. */
export const withoutFurigana = (text: string) => text.replace(/（[\p{Script=Hiragana}\p{Script=Katakana}ー・ ]+）/gu, '')
