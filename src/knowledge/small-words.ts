// The small words that give a language away when accents are missing and words are few. Written folded, as typed on phones.
import { LANGUAGES } from './languages.ts'
import type { Language } from './languages.ts'

const LISTS: Readonly<Partial<Record<Language, string>>> = {
  en: `the is are was were i im ive my me you your he she they we it this that what when where how why can cant could do does dont did didnt
    not no yes and or but if have has had want need to of in on at for with from about get got give gave they them their been just please help
    still any some money work job boss company pay paid hello hi thanks thank there will would should who which up out all because after before`,
  vi: `toi tui em anh chi ban minh cong ty khong ko k hok dc duoc cho la cua va thi ma nay kia lam viec luong tien tra bi o nhat bao nhieu gi sao
    nao the ai muon co phai chua roi nua xin chao cam on giup voi ve nguoi thang ngay hom qua den di noi hoi biet het bac nhung cung minh vay z j
    nghi phep sep lm vs mk ntn tiep con chong vo nha truong benh vien xe`,
  tl: `ako ko ikaw mo siya niya kami namin tayo natin kayo ninyo sila nila ang ng nang sa mga na pa ba po opo hindi di wala walang may meron mayroon
    ano bakit paano pano saan kailan sino gusto kailangan pwede puwede yung yun ito iyan dito doon din rin lang naman kasi kung pero para at ay si
    kay amo sahod trabaho pera salamat kumusta kamusta ayaw nila kanila nasa ngayon lagi talaga tapos yan nyo sweldo`,
  id: `saya aku gue gw kamu anda dia kami kita mereka yang di ke dari dan atau tidak gak ga nggak ngga tdk bukan belum sudah udah sdh dah bisa mau
    ingin apa siapa kenapa mengapa bagaimana gimana gmn kapan dimana mana ini itu ada buat untuk dengan dgn sama karena krn kalau kalo klo jika
    kerja gaji uang bayar dibayar perusahaan bos tolong terima kasih makasih halo banget lagi juga sih dong nih tapi tp saja aja jadi harus punya
    orang bulan hari tahun nya pak bu mas mbak`,
  pt: `eu voce vc vcs ele ela nos eles elas meu minha meus minhas seu sua o a os as um uma de da do das dos em no na nos nas e ou mas nao n sim que
    q como quando onde porque pq por para pra com sem esta estou ta to tem tenho ter foi fui ser sao era quero queria preciso posso pode fazer
    trabalho trabalhar salario dinheiro empresa chefe patrao pagou pagar obrigado obrigada ola oi aqui isso isto muito tambem ja ainda so mes mim
    gente dele dela ao aos pelo pela ate depois meu`,
  es: `yo tu usted ustedes el ella nosotros ellos ellas mi mis su sus la los las un una unos de del en y o pero no si que como cuando donde
    porque por para con sin esta estoy estan tiene tengo tener fue fui ser son era quiero quisiera necesito puedo puede hacer trabajo trabajar
    salario sueldo dinero empresa jefe patron pagaron pagar pago gracias hola aqui eso esto muy tambien ya aun solo mes me se le les nos hay
    han he ha al cual desde hasta despues mas yo ahora`,
  ja: `watashi wa ga wo desu masu masen kudasai shigoto kaisha kyuryo kyuuryou okane nihon nihongo arigatou konnichiwa dou doko nani itsu
    dekimasu dekimasen arimasu arimasen shitai hoshii tasukete onegai shimasu byouin zangyou biza kara made desuka masuka nai node demo ima
    kimashita shimashita moraemasen moraenai dame watashitachi sensei shachou`,
  my: `kya nor kyanaw kyaw kyama nga shin hmar mhar lote lot alote la lasar lakha pikesan paiksan mya ma buu bu par pr naw bal lo zayar hote ya
    mayabu mayaboo tal dae khin bya nay ne lar thu company ka ko phyit phyik nyi kyay zu tin ba dal`,
}

/** Word -> the languages that use it. */
export const SMALL_WORDS: ReadonlyMap<string, readonly Language[]> = (() => {
  const map = new Map<string, Language[]>()
  for (const language of LANGUAGES) {
    for (const word of new Set((LISTS[language] ?? '').split(/\s+/))) map.set(word, [...(map.get(word) ?? []), language])
  }
  return map
})()
