// Ten thousand conversations, one of them with a thousand lines, in a few statements.
import type pg from 'pg'

export const CONVERSATIONS = 10_000
export const LINES = 1_000

const SAID = `(ARRAY['Em chưa được trả tiền lương tháng này, công ty nói là đợi thêm.', 'လစာမရသေးပါဘူး ဘယ်လိုလုပ်ရမလဲ မသိတော့ပါဘူး။', 'Saya ingin pindah kerja tetapi majikan tidak mengizinkan.', '工资没有发，老板说下个月再给。', 'Hindi pa po ako nababayaran ng overtime.'])`
const TOLD = `(ARRAY['今月の給料がまだ払われていません。会社は待つように言います。', '給料がまだ出ていません。どうすればよいかわかりません。', '転職したいのですが、会社が許してくれません。', '給料が払われていません。社長は来月払うと言います。', '残業代がまだ払われていません。'])`
const SPOKEN = `(ARRAY['vi', 'my', 'id', 'zh', 'tl'])`

/** The conversation with many lines waits longest: it stands first in the list. */
export async function fill(db: pg.Client): Promise<void> {
  await db.query(`INSERT INTO person (id, language) SELECT gen_random_uuid(), ${SPOKEN}[1 + n % 5] FROM generate_series(1, ${CONVERSATIONS}) n`)
  await db.query(`
    INSERT INTO conversation (id, account_id, person_id, address, handling, waiting_since, heard_at, theme, danger, last_seq, last_at)
    SELECT gen_random_uuid(), 'webchat', id, 'bench-' || n, CASE WHEN n % 3 = 0 THEN 'bot' ELSE 'waiting' END,
      CASE WHEN n % 3 > 0 THEN now() - make_interval(mins => n) END, now() - make_interval(mins => n), (ARRAY['labour', 'residence', 'medical', NULL])[1 + n % 4],
      CASE WHEN n % 500 = 0 THEN '{"kind":"violence","level":"S4","words":[],"at":"2026-11-21T03:00:00Z"}'::jsonb END, 3, now() - make_interval(mins => n)
    FROM (SELECT id, row_number() OVER ()::int AS n FROM person) p`)
  await db.query(`
    UPDATE conversation SET waiting_since = now() - interval '2 years', handling = 'waiting', last_seq = ${LINES}, danger = '{"kind":"violence","level":"S5","words":[],"at":"2026-11-21T03:00:00Z"}'
    WHERE address = 'bench-1'`)
  await db.query(`
    INSERT INTO message (id, conversation_id, seq, author, kind, text, language, at)
    SELECT gen_random_uuid(), c.id, n, CASE WHEN n % 4 = 0 THEN 'bot' ELSE 'worker' END, 'text', ${SAID}[1 + n % 5] || ' ' || n, ${SPOKEN}[1 + n % 5], c.last_at - make_interval(mins => c.last_seq - n)
    FROM conversation c, generate_series(1, c.last_seq) n WHERE c.address LIKE 'bench-%'`)
  await db.query(`INSERT INTO translation (message_id, language, text, source) SELECT id, 'ja', ${TOLD}[1 + seq % 5], 'machine' FROM message`)
  await db.query('ANALYZE')
}
