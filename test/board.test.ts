// The board without a world: what words reveal in nine languages, coarse places, badges, and what becomes of posts and members.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BADGES, badgesOf } from '../src/board/badges.ts'
import { CATEGORIES, POST_KINDS, REPORT_REASONS, RULES, SIGNS } from '../src/board/kinds.ts'
import type { Sign } from '../src/board/kinds.ts'
import { decideMember, standingAt } from '../src/board/member.ts'
import type { Standing } from '../src/board/member.ts'
import { nicknameFault, nicknameKey } from '../src/board/nickname.ts'
import { bandOf, coarse, kilometres, positionIn, positionOf } from '../src/board/places.ts'
import { actOnOwn, decide, DECISIONS, isHiddenBy, offered, POST_STATES, stateOfChanged, stateOfNew } from '../src/board/post.ts'
import { LANGUAGES } from '../src/knowledge/languages.ts'
import { content, words } from './content.ts'

const { board: screen } = content

/** One ordinary try for each sign, as somebody of that language would write it. */
const TRIES: Readonly<Record<(typeof LANGUAGES)[number], Readonly<Partial<Record<Sign, string>>>>> = {
  ja: { contact: '興味がある人は、ライン交換しましょう', trade: 'ベトナムの調味料を販売します', job: '工場のアルバイト募集、日払いです', money: 'お金を貸します。すぐできます', accounts: '使わない通帳を買います', drugs: '睡眠薬あります', dating: '彼女がほしいです。デートしましょう', insult: '早く国に帰れ', advocacy: '日曜日は聖書の勉強に来てください', minor: '私は16歳です' },
  en: { contact: 'Interested? My number is on my page, text me at night', trade: 'Phones for sale, best price', job: 'Workers wanted, paid daily', money: 'Invest with me, guaranteed profit', accounts: 'I will buy your bank account', drugs: 'Sleeping pills, no doctor needed', dating: 'Looking for a girlfriend near Osaka', insult: 'Go back to your country', advocacy: 'Vote for us on Sunday', minor: 'I am 16 and need friends' },
  zh: { contact: '有兴趣加我微信', trade: '专业代购，批发价', job: '工厂急招，日结', money: '急用钱可以贷款', accounts: '高价收购银行卡', drugs: '有安眠药', dating: '想找女朋友', insult: '滚回你的国家', advocacy: '欢迎来查经', minor: '我是高中生' },
  vi: { contact: 'Ai cần thì nhắn tin riêng cho mình', trade: 'Bán hàng xách tay giá rẻ', job: 'Tuyển gấp người làm, trả lương ngày', money: 'Cho vay nhanh trong ngày', accounts: 'Thu mua sổ ngân hàng', drugs: 'Có thuốc ngủ', dating: 'Mình muốn tìm người yêu', insult: 'cút về nước đi', advocacy: 'Mời mọi người học kinh thánh', minor: 'em 16 tuổi' },
  tl: { contact: 'PM mo ako kung interesado', trade: 'Binebenta ko ang lumang cellphone', job: 'Hiring kami, arawan ang sahod', money: 'Pautang, kahit magkano', accounts: 'Bumibili ng bank account', drugs: 'May pampatulog ako', dating: 'Naghahanap ng jowa', insult: 'Gago ka', advocacy: 'Iboto natin siya', minor: '16 anyos ako' },
  id: { contact: 'Minat? Japri ya', trade: 'Dijual kompor, open PO', job: 'Lowongan pabrik, gaji harian', money: 'Pinjaman uang dana cepat', accounts: 'Beli rekening, harga tinggi', drugs: 'Jual obat tidur', dating: 'Lagi cari pacar', insult: 'dasar bangsat', advocacy: 'Ayo gabung partai kami', minor: 'umurku 16' },
  my: { contact: 'ဖုန်းဆက်ပါ', trade: 'ဖုန်းအဟောင်း ရောင်းမည်', job: 'စက်ရုံ အလုပ်သမားလို သည်', money: 'ငွေချေး ပေးသည်', accounts: 'ဘဏ်စာအုပ်ဝယ် သည်', drugs: 'အိပ်ဆေး ရှိသည်', dating: 'ရည်းစားရှာ နေတယ်', insult: 'ခွေးမသား', advocacy: 'မဲပေးပါ', minor: 'အသက် ၁၆ နှစ်၊ အထက်တန်းကျောင်းသား ပါ' },
  pt: { contact: 'Chama no zap', trade: 'Vendo doces, aceito cartão', job: 'Empreiteira contrata, pagamento diário', money: 'Empréstimo, dinheiro rápido', accounts: 'Compro conta de banco', drugs: 'Tenho remédio para dormir', dating: 'Procuro namorada', insult: 'volta pro seu país', advocacy: 'Domingo tem culto, venha', minor: 'tenho 16 anos' },
  es: { contact: 'Escríbeme al privado', trade: 'Se vende ropa en oferta especial', job: 'Contratista busca gente, pago diario', money: 'Presto dinero hoy', accounts: 'Compro cuentas de banco', drugs: 'Pastillas para dormir', dating: 'Busco novia en Nagoya', insult: 'regresa a tu país', advocacy: 'Ven al estudio bíblico', minor: 'tengo 16 años' },
}
/** What the board is for. */
const WELCOME: Readonly<Record<(typeof LANGUAGES)[number], readonly string[]>> = {
  ja: ['日曜日の10:00から12:00まで、市役所で書類の書き方を教えます。無料です。', '2026年12月6日に公園でサッカーをします。だれでも来てください。', '国に帰れなくて困っています。同じ経験のある人はいますか。', '子どもの服をあげます。サイズは100です。', 'オンラインで日本語を教えます'],
  en: ['I can help you read letters from school on Saturdays, 10:00-12:00.', 'Football in the park on 2026-12-06 at 9:30. Everybody is welcome.', 'Does anybody know where to buy halal food in Gifu?', 'I give away a rice cooker, free of charge.', 'Our landlord raised the rent from 45,000 to 52,000 yen. What can we do?'],
  zh: ['周六上午可以陪大家去市役所办手续', '12月6日下午两点一起包饺子，免费', '请问岐阜哪里有便宜的自行车停车场？'],
  vi: ['Mình dạy tiếng Nhật miễn phí vào chủ nhật, lúc 9:30.', 'Ngày 6/12/2026 nấu phở cùng nhau ở công viên nhé.', 'Ai biết chỗ khám răng có phiên dịch ở Gifu không?'],
  tl: ['Tuturuan ko kayong magluto ng adobo sa Linggo, libre.', 'May basketball tayo sa Disyembre 6, 9:30 ng umaga.', 'Saan po may klinika na may interpreter?'],
  id: ['Saya bisa bantu terjemahkan surat sekolah, gratis.', 'Masak rendang bersama tanggal 6/12/2026 pukul 10.00.', 'Ada yang tahu masjid di Gifu?'],
  my: ['တနင်္ဂနွေနေ့တိုင်း ဂျပန်စာ အခမဲ့ သင်ပေးပါမယ်။', 'ဒီဇင်ဘာ ၆ ရက် မနက် ၁၀ နာရီ ဘောလုံးကန်ကြမယ်။', 'ကျောင်းက စာကို ဖတ်ပေးနိုင်တဲ့သူ ရှိပါသလား။'],
  pt: ['Posso ajudar a ler as cartas da escola aos sábados.', 'Futebol no parque no dia 6/12/2026 às 9:30.', 'Alguém conhece um dentista que fale português em Gifu?'],
  es: ['Puedo ayudar a leer cartas de la escuela los sábados.', 'Partido de fútbol el 6/12/2026 a las 9:30, gratis.', '¿Alguien conoce un dentista que hable español en Gifu?'],
}

describe.each(LANGUAGES)('in %s', (language) => {
  test('each thing the board is not for is held back', () => {
    expect(Object.keys(TRIES[language]).toSorted()).toEqual(SIGNS.filter((sign) => sign !== 'repeated').toSorted())
    for (const [sign, text] of Object.entries(TRIES[language])) expect([sign, text, screen.signsOf(text)]).toEqual([sign, text, expect.arrayContaining([sign])])
  })
  test('what it is for is not', () => {
    for (const text of WELCOME[language]) expect([text, screen.signsOf(text)]).toEqual([text, []])
  })
})

test('whatever is decided, found or earned has its sentence in every language', () => {
  const keys = [
    ...POST_KINDS.map((one) => `kind.${one}`), ...CATEGORIES.map((one) => `category.${one}`), ...[...RULES, ...SIGNS].map((one) => `rule.${one}`), ...REPORT_REASONS.map((one) => `reportReason.${one}`),
    ...BADGES.map((one) => `badge.${one}`), ...POST_STATES.filter((one) => one !== 'withdrawn').map((one) => `state.${one}`), ...['length', 'letters', 'contact', 'official', 'words', 'taken', 'empty', 'time', 'today', 'changed'].map((one) => `fault.${one}`),
    ...['publish', 'hold', 'remove', 'offerDesk', 'warn', 'suspend', 'lift', 'close', 'train'].map((one) => `told.${one}`),
  ]
  for (const language of LANGUAGES) for (const key of keys) expect([language, key, words(language, `board.${key}`).length > 1]).toEqual([language, key, true])
})

test('contact data is found however it is spelled', () => {
  for (const text of [
    '090-1234-5678', '０９０　１２３４　５６７８', '090.1234.5678', '0 9 0 1 2 3 4 5 6 7 8', '၀၉၀-၁၂၃၄-၅၆၇၈', 'zero nine zero one two three four five six seven eight', 'không chín không một hai ba bốn năm sáu bảy tám',
    'ゼロきゅうゼロ いちにさんよん ごろくななはち', '〇九〇一二三四五六七八', 'O9O-1234-5678', 'anna@example.org', 'anna at gmail dot com', 'https://example.org/x', 'example . com', 'LINE ID: hana99', 'ＬＩＮＥ　ＩＤ　ｈａｎａ', '私のLINEを教えます',
    'L I N E id hana', 'z-a-l-o hana_99', 'WhatsApp: hana', '加我line', '〒500-8384', '岐阜市薮田南2丁目1番1号', '@hana_san', 'facebook アカウント hana',
  ]) expect([text, screen.signsOf(text)]).toEqual([text, expect.arrayContaining(['contact'])])
})

test('tricks with spaces, width and accents hide nothing', () => {
  expect(screen.signsOf('l.o.o.k.i.n.g for a girlfriend, s e x')).toContain('dating')
  expect(screen.signsOf('ｆｏｒ ｓａｌｅ')).toContain('trade')
  expect(screen.signsOf('通 帳 を 買 い ま す')).toContain('accounts')
  expect(screen.signsOf('THU MUA SO NGAN HANG')).toContain('accounts')
})

describe('a nickname', () => {
  test.each([['x', 'length'], ['a name that is much too long', 'length'], ['<b>hana', 'letters'], ['. .', 'letters'], ['hana 0901234', 'contact'], ['hana.com', 'contact'], ['まどぐち', 'official'], ['窓口スタッフ', 'official'], ['A d m i n', 'official'], ['JP-MIRAI', 'official'], ['sexy girl', 'words']])('%s is refused: %s', (nickname, fault) => {
    expect(nicknameFault(nickname, screen)).toBe(fault)
  })
  test.each(['はな', 'Loan', 'ပန်းလေး', 'Bé Sáu', '小明2', 'Ana-Maria'])('%s may be used', (nickname) => expect(nicknameFault(nickname, screen)).toBeNull())
  test('looks like another one whatever its width, case, spaces and look-alike digits', () => {
    expect(new Set(['Hana Lo', 'ＨＡＮＡＬＯ', 'hana.l0', 'hana 1o'].map(nicknameKey)).size).toBe(1)
  })
})

describe('a place', () => {
  test('is never kept more exactly than a tenth of a degree, and only in Japan', () => {
    fc.assert(fc.property(fc.double({ min: 24, max: 45, noNaN: true }), fc.double({ min: 123, max: 146, noNaN: true }), (latitude, longitude) => {
      const kept = coarse({ latitude, longitude })
      expect(kept && [Math.round(kept.latitude * 10) / 10, Math.round(kept.longitude * 10) / 10]).toEqual(kept && [kept.latitude, kept.longitude])
      expect(kept && kilometres(kept, { latitude, longitude })).toBeLessThan(8)
    }))
    expect([positionIn('21.03,105.85'), positionIn('a'), positionIn('35.68,139.76; DROP'), positionOf('どこか')]).toEqual([null, null, null, null])
    expect(positionIn('35.6812,139.7671')).toEqual({ latitude: 35.7, longitude: 139.8 })
  })
  test('is as far from another as a band says', () => {
    const [tokyo, osaka, saitama] = ['東京都', '大阪府', '埼玉県'].map(positionOf)
    if (!tokyo || !osaka || !saitama) throw new Error('no place')
    expect([bandOf(kilometres(tokyo, tokyo)), bandOf(kilometres(tokyo, saitama)), bandOf(kilometres(tokyo, osaka))]).toEqual([10, 30, null])
  })
})

describe('a post', () => {
  test('is shown at once only where nothing speaks against it and moderators know its writer', () => {
    expect([stateOfNew({ signs: [], danger: false, approved: 0 }), stateOfNew({ signs: [], danger: false, approved: 1 }), stateOfNew({ signs: ['job'], danger: false, approved: 9 }), stateOfNew({ signs: [], danger: true, approved: 9 })]).toEqual(['waiting', 'waiting', 'held', 'held'])
    expect(stateOfNew({ signs: [], danger: false, approved: 2 })).toBe('published')
  })
  test('cannot be changed out of the moderators\' hands', () => {
    const clean = { signs: [], danger: false, approved: 9 } as const
    expect(POST_STATES.map((state) => [state, stateOfChanged(state, clean)])).toEqual([['waiting', 'waiting'], ['held', 'waiting'], ['hidden', 'hidden'], ['published', 'published'], ['closed', null], ['removed', null], ['withdrawn', null]])
    expect(stateOfChanged('published', { ...clean, signs: ['contact'] })).toBe('held')
  })
  test('is hidden by one grave report or by several others', () => {
    expect([isHiddenBy([]), isHiddenBy(['job', 'false']), isHiddenBy(['job', 'false', 'other']), isHiddenBy(['minor']), isHiddenBy(['threat'])]).toEqual([false, false, true, true, true])
  })
  test('is decided on only where it stands, with a reason where it is taken away', () => {
    expect([decide('published', 'publish', null, null), decide('removed', 'publish', null, null), decide('waiting', 'remove', null, null), decide('withdrawn', 'publish', null, null), decide('published', 'undo', null, null)]).toEqual(['moved_on', 'moved_on', 'reason', 'moved_on', 'moved_on'])
    expect([decide('waiting', 'publish', null, null), decide('published', 'remove', 'job', null), decide('removed', 'undo', null, 'published'), decide('withdrawn', 'remove', 'job', null), decide('published', 'dismiss', null, null)]).toEqual([{ state: 'published' }, { state: 'removed' }, { state: 'published' }, { state: 'withdrawn' }, { state: 'published' }])
    for (const state of POST_STATES) for (const decision of DECISIONS) expect([state, decision, typeof decide(state, decision, 'job', null) === 'object']).toEqual([state, decision, offered(state, null).includes(decision)])
  })
  test('is closed and opened again by its writer, and by nothing else of theirs', () => {
    expect(POST_STATES.filter((state) => actOnOwn(state, 'close') !== null)).toEqual(['published'])
    expect(POST_STATES.filter((state) => actOnOwn(state, 'reopen') !== null)).toEqual(['closed'])
  })
})

describe('a member', () => {
  const now = new Date('2026-12-31T14:59:00Z')
  const active: Standing = { state: 'active', until: null, askedBy: null }
  test('is not suspended for good by one person alone', () => {
    expect(decideMember(active, 'close', 'a', 'dating', now)).toBe('moved_on')
    const asked = decideMember(active, 'askClose', 'a', 'dating', now)
    expect(asked).toEqual({ state: 'suspended', askedBy: 'a' })
    const standing: Standing = { state: 'suspended', until: null, askedBy: 'a' }
    expect([decideMember(standing, 'close', 'a', null, now), decideMember(standing, 'close', 'b', null, now), decideMember(standing, 'keep', 'b', null, now)]).toEqual(['own_request', { state: 'closed', askedBy: 'a' }, { state: 'suspended', askedBy: null }])
  })
  test('hears why', () => {
    for (const decision of ['warn', 'suspend', 'askClose'] as const) expect(decideMember(active, decision, 'a', null, now)).toBe('reason')
  })
  test('is back when the suspension is over, unless it shall have no end', () => {
    expect(standingAt({ state: 'suspended', until: new Date('2026-12-31T14:58:59Z'), askedBy: null }, now)).toBe('active')
    expect(standingAt({ state: 'suspended', until: new Date('2026-12-31T15:00:00Z'), askedBy: null }, now)).toBe('suspended')
    expect(standingAt({ state: 'suspended', until: new Date('2026-12-01T00:00:00Z'), askedBy: 'a' }, now)).toBe('suspended')
    expect(standingAt({ state: 'closed', until: new Date('2026-12-01T00:00:00Z'), askedBy: 'a' }, now)).toBe('closed')
  })
})

test('badges say that something was done, never how often', () => {
  expect(badgesOf({ offers: 0, events: 0, thanks: 0, likes: 4, trained: false })).toEqual([])
  expect(badgesOf({ offers: 9, events: 1, thanks: 3, likes: 5, trained: true })).toEqual(['firstOffer', 'host', 'thanked', 'liked', 'trained'])
})
