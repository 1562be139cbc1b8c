// What every growing table is filled with: each a SELECT over numbers, the same every time, with the skew of a real desk.
import { STAFF } from './size.ts'
import type { Size } from './size.ts'

/** `select` yields the columns in this order. */
export interface Rows { readonly table: string; readonly columns: string; readonly select: string }

/** Ids sort as they were made, as the desk's own do; the kind keeps those of two tables apart. */
const KINDS = { person: 1, conversation: 2, delivery: 4, case: 5, other: 6 } as const
const id = (kind: keyof typeof KINDS, n: string) => `('01900000-0000-7000-8${String(KINDS[kind]).padStart(3, '0')}-' || lpad(to_hex(${n}), 12, '0'))::uuid`
/** Of `l`: a line's id begins with when it was said, by which the search leaves out what is older. */
const LINE = `(regexp_replace(lpad(to_hex((extract(epoch FROM l.at) * 1000)::bigint), 12, '0'), '(.{8})(.{4})', '\\1-\\2') || '-7000-8003-' || lpad(to_hex(l.n), 12, '0'))::uuid`
/** A number of 0 up to 1, made of `n` alone; `salt` tells one use from another. */
const chance = (n: string, salt: number) => `((hashint8extended(${n}, ${salt}) & 1073741823) / 1073741824.0)`

/** Milliseconds of three years in which more came each year. */
const begun = (n: string, all: number) => `now() - interval '3 years' * (1 - sqrt((${n})::float8 / ${all + 1}))`
const channel = (n: string) => `CASE WHEN ${chance(n, 1)} < 0.62 THEN 'line' WHEN ${chance(n, 1)} < 0.84 THEN 'messenger' WHEN ${chance(n, 1)} < 0.97 THEN 'webchat' ELSE 'email' END`
const language = (n: string) => `(ARRAY['vi','vi','vi','my','my','id','id','zh','tl','pt','ne','en','ja','es'])[1 + floor(14 * ${chance(n, 2)})::int]`

/** Temporary tables that several of the tables below are made of. `phrase (n, language, text, ja, terms)` is there already. */
export const PREPARED = ({ people, conversations }: Size): readonly string[] => [
  `CREATE UNLOGGED TABLE scale.talk AS SELECT c, p, ${channel('c')} AS channel, at, lines, CASE WHEN lines < 10 THEN 'bot' WHEN c > ${conversations - conversations / 100} AND ${chance('c', 6)} < 0.6 THEN (CASE WHEN ${chance('c', 7)} < 0.6 THEN 'waiting' ELSE 'counsellor' END) ELSE 'bot' END AS handling,
      coalesce(nullif(${language('p')}, 'ne'), 'en') AS language
    FROM (SELECT c, CASE WHEN c <= ${people} THEN c ELSE 1 + floor(${people} * power(${chance('c', 3)}, 1.25))::bigint END AS p, ${begun('c', conversations)} AS at,
      CASE WHEN ${chance('c', 5)} < 0.6 THEN 2 WHEN ${chance('c', 5)} < 0.85 THEN 4 WHEN ${chance('c', 5)} < 0.95 THEN 10 WHEN ${chance('c', 5)} < 0.995 THEN 25 ELSE 150 END AS lines
      FROM generate_series(1, ${conversations}::bigint) c) made`,
  `CREATE UNIQUE INDEX ON scale.talk (c)`,
  `CREATE UNLOGGED TABLE scale.line AS SELECT row_number() OVER (ORDER BY least(at + make_interval(mins => CASE WHEN lines < 10 THEN j ELSE j * 90 END), now()), c, j) AS n, c, j, p, channel, language,
      least(at + make_interval(mins => CASE WHEN lines < 10 THEN j ELSE j * 90 END), now() - make_interval(secs => lines - j)) AS at,
      CASE WHEN j % 2 = 1 THEN 'worker' WHEN lines >= 10 AND j > 4 THEN 'counsellor' ELSE 'bot' END AS author,
      (SELECT 477 * power(${chance('(c * 200 + j)', 8)}, 2))::int AS said
    FROM scale.talk, generate_series(1, lines) j`,
  'ANALYZE scale.talk, scale.line, scale.phrase',
]

const WORD = 'JOIN scale.phrase w ON w.language = l.language AND w.n = l.said % (SELECT max(n) FROM scale.phrase)'
const SENT = `l.author <> 'worker' AND l.channel <> 'webchat'`
const staff = (n: string) => `'staff-' || (1 + (${n}) % ${STAFF})`
const every = (count: number) => `generate_series(1, ${Math.ceil(count)}::bigint) n`

export const rowsOf = ({ people, conversations, cases }: Size): readonly Rows[] => [
  { table: 'person', columns: 'id, language, language_chosen, root_id, merged_into, created_at', select: `
    SELECT ${id('person', 'n')}, coalesce(nullif(${language('n')}, 'ne'), 'en'), ${chance('n', 9)} < 0.3, root, root, ${begun('n', people)}
    FROM ${every(people)}, LATERAL (SELECT CASE WHEN n % 50 = 0 THEN ${id('person', 'n - 1')} END AS root) r` },
  { table: 'conversation', columns: 'id, account_id, person_id, home_id, address, thread, handling, assignee_id, session, danger, waiting_since, heard_at, entry_code, profiled_at, attended_at, told_staff_at, theme, snoozed_until, last_seq, last_at, created_at', select: `
    SELECT ${id('conversation', 'c')}, channel, CASE WHEN p % 50 = 0 THEN ${id('person', 'p - 1')} ELSE ${id('person', 'p')} END, CASE WHEN p % 50 = 0 THEN ${id('person', 'p')} END,
      address, thread, handling, CASE WHEN handling = 'counsellor' THEN ${staff('c')} END, '{"flow":"welcome","node":"menu","argument":null}'::jsonb,
      CASE WHEN handling <> 'bot' AND ${chance('c', 10)} < 0.05 THEN jsonb_build_object('kind', 'violence', 'level', CASE WHEN ${chance('c', 11)} < 0.3 THEN 'S5' ELSE 'S4' END, 'words', '[]'::jsonb, 'at', at) END,
      CASE WHEN handling = 'waiting' OR (handling = 'counsellor' AND ${chance('c', 12)} < 0.4) THEN least(at + interval '1 hour', now()) END, least(at + make_interval(mins => lines), now()),
      CASE WHEN ${chance('c', 13)} < 0.1 THEN 'CODE' || (1 + p % 3000) END, at, CASE WHEN handling = 'counsellor' THEN now() END, CASE WHEN handling <> 'bot' THEN now() END,
      CASE WHEN lines > 2 THEN (ARRAY['labour','labour','labour','residence','living','medical','tax','education'])[1 + floor(8 * ${chance('c', 14)})::int] END,
      CASE WHEN handling = 'waiting' AND ${chance('c', 15)} < 0.1 THEN now() + interval '3 days' END, lines, least(at + make_interval(mins => CASE WHEN lines < 10 THEN lines ELSE lines * 90 END), now()), at
    FROM scale.talk JOIN scale.name USING (c)` },
  { table: 'delivery', columns: 'id, conversation_id, seq, status, attempts, payloads_sent, due_at, sent_at', select: `
    SELECT ${id('delivery', 'l.n')}, ${id('conversation', 'l.c')}, l.j, CASE WHEN ${chance('l.n', 16)} < 0.003 THEN 'failed' ELSE 'sent' END, 1, 1, l.at, l.at FROM scale.line l WHERE ${SENT}` },
  { table: 'message', columns: 'id, conversation_id, seq, author, staff_id, kind, text, language, external_id, delivery_id, at, unindexed', select: `
    SELECT ${LINE}, ${id('conversation', 'l.c')}, l.j, l.author, CASE WHEN l.author = 'counsellor' THEN ${staff('l.c')} END, 'text', CASE WHEN l.author = 'counsellor' THEN w.ja ELSE w.text END,
      CASE WHEN l.author = 'counsellor' THEN 'ja' ELSE l.language END, 'x' || l.n, CASE WHEN ${SENT} THEN ${id('delivery', 'l.n')} END, l.at, false
    FROM scale.line l ${WORD}` },
  { table: 'translation', columns: 'message_id, language, text, source, created_at, unindexed', select: `
    SELECT ${LINE}, CASE WHEN l.author = 'counsellor' THEN l.language ELSE 'ja' END, CASE WHEN l.author = 'counsellor' THEN w.text ELSE w.ja END, CASE WHEN l.author = 'bot' THEN 'reviewed' ELSE 'machine' END, l.at, false
    FROM scale.line l ${WORD} WHERE l.language <> 'ja'` },
  { table: 'message_terms', columns: 'message_id, terms', select: `SELECT ${LINE}, w.terms FROM scale.line l ${WORD}` },
  { table: 'event', columns: 'account_id, external_id, conversation_id, type, payload, received_at, done_at', select: `
    SELECT l.channel, 'x' || l.n, ${id('conversation', 'l.c')}, kind, jsonb_build_object('id', 'x' || l.n, 'person', md5(l.c::text), 'at', l.at, 'redelivered', false, 'type', kind) ||
      CASE kind WHEN 'choice' THEN jsonb_build_object('value', 'menu:labour') ELSE jsonb_build_object('message', l.n::text, 'content', jsonb_build_object('type', 'text', 'text', w.text)) END, l.at, l.at
    FROM scale.line l ${WORD}, LATERAL (SELECT CASE WHEN ${chance('l.n', 17)} < 0.4 THEN 'choice' ELSE 'message' END AS kind) k WHERE l.author = 'worker'` },
  { table: 'media', columns: 'id, message_id, status, kind, type, size, created_at', select: `
    SELECT ${id('other', 'l.n')}, ${LINE}, 'stored', 'image', 'image/jpeg', 120000, l.at FROM scale.line l WHERE l.author = 'worker' AND l.n % 50 = 1` },
  { table: 'answered_wait', columns: 'conversation_id, began_at, answered_at, first, language, severity', select: `
    SELECT ${id('conversation', 'l.c')}, l.at - make_interval(mins => 1 + (400 * power(${chance('l.n', 18)}, 3))::int), l.at, l.j = 6, l.language, CASE WHEN ${chance('l.n', 19)} < 0.1 THEN 'S3' END FROM scale.line l WHERE l.author = 'counsellor'` },
  { table: 'consultation_topic', columns: 'conversation_id, day, topic, by, at', select: `
    SELECT ${id('conversation', 'c')}, (at AT TIME ZONE 'Asia/Tokyo')::date, (ARRAY['labour.unpaid-wages','labour.resign','labour.harassment','living.debt','residence.change-status','medical','tax','education'])[1 + floor(8 * ${chance('c', 14)})::int], 'guide', at
    FROM scale.talk WHERE lines > 2` },
  { table: 'thread_event', columns: 'conversation_id, number, type, detail, actor, after_seq, at', select: `SELECT ${id('conversation', 'c')}, 1, 'takenOver', '{}', ${staff('c')}, 4, at FROM scale.talk WHERE lines >= 10` },
  { table: 'note', columns: 'id, conversation_id, after_seq, staff_id, text, at', select: `SELECT ${id('other', 'c')}, ${id('conversation', 'c')}, 4, ${staff('c')}, '電話で確認', at FROM scale.talk WHERE lines >= 25` },
  { table: 'held_line', columns: 'id, conversation_id, staff_id, text, status, due_at, created_at', select: `SELECT ${id('other', 'c')}, ${id('conversation', 'c')}, ${staff('c')}, '確認しました。', 'sent', at, at FROM scale.talk WHERE c % 200 = 3` },
  { table: 'person_entry', columns: 'person_id, home_id, field, status, value, staff_id, at', select: `
    SELECT ${id('person', 'n')}, ${id('person', 'n')}, field, 'known', value, ${staff('n')}, ${begun('n', people)}
    FROM ${every(people)}, LATERAL (VALUES ('nationality', 0.4, '"' || (ARRAY['VN','MM','ID','CN','PH','BR','NP','PE'])[1 + n % 8] || '"'), ('residence', 0.3, '{"status":"' || (ARRAY['technicalIntern2','specifiedSkilled1','student','engineer'])[1 + n % 4] || '","until":null}'),
      ('place', 0.3, '{"prefecture":' || (1 + n % 47) || ',"municipality":""}'), ('industry', 0.2, '"' || (ARRAY['food','construction','care','agriculture'])[1 + n % 4] || '"')) f(field, part, value)
    WHERE ${chance('(n * 7 + length(field))', 20)} < part` },
  { table: 'contact_change', columns: 'person_id, terms, by, at', select: `SELECT ${id('person', 'n * 100')}, '{}', ${staff('n')}, now() FROM ${every(people / 100)}` },
  { table: 'person_merge', columns: 'id, from_person, to_person, how, asked_by, at', select: `SELECT ${id('other', 'n')}, ${id('person', 'n * 50')}, ${id('person', 'n * 50 - 1')}, 'code', 'worker', now() FROM ${every(people / 50)}` },
  { table: 'case_file', columns: 'id, person_id, asker, origin, severity, stage, owner, next_at, next_what, attention_at, themes, companies, last_seq, opened_at, changed_at, closed_at', select: `
    SELECT ${id('case', 'n')}, ${id('person', '(n * 4 - 3)')}, 'worker', 'counsellor', severity, CASE WHEN open THEN 'consult' ELSE 'closed' END, CASE WHEN ${chance('n', 21)} < 0.2 AND open THEN 'team:duty' ELSE ${staff('n')} END,
      CASE WHEN open THEN soon END, CASE WHEN open THEN 'review' END, CASE WHEN open THEN soon END, ARRAY['labour'], CASE WHEN n % 10 = 0 THEN ARRAY['CODE' || (1 + n % 3000)] ELSE '{}'::text[] END, CASE WHEN open THEN 4 ELSE 5 END, at, at, CASE WHEN open THEN NULL ELSE at + interval '30 days' END
    FROM (SELECT n, n > ${cases - cases / 100} AS open, ${begun('n', cases)} - interval '31 days' AS at, now() + interval '30 days' * ${chance('n', 22)} AS soon, (ARRAY['S1','S1','S2','S2','S2','S3','S3','S4','S2','S5'])[1 + floor(10 * ${chance('n', 23)})::int] AS severity FROM ${every(cases)}) k` },
  { table: 'case_event', columns: 'case_id, seq, type, payload, actor, at', select: `
    SELECT ${id('case', 'n')}, e.seq, e.payload->>'type', e.payload, 'staff-1', ${begun('n', cases)} - interval '31 days' + make_interval(days => CASE WHEN e.payload->>'type' = 'closed' THEN 30 ELSE 0 END)
    FROM ${every(cases)} JOIN scale.told e ON e.open = (n > ${cases - cases / 100})` },
  { table: 'case_conversation', columns: 'case_id, conversation_id', select: `SELECT ${id('case', 'n')}, ${id('conversation', '(n * 4 - 3)')} FROM ${every(cases)}` },
  { table: 'alarm', columns: 'id, kind, conversation_id, level, raised_at, acknowledged_by, acknowledged_at', select: `SELECT ${id('other', 'c')}, 'danger', ${id('conversation', 'c')}, 'S4', at, ${staff('c')}, at FROM scale.talk WHERE c % 300 = 1` },
  { table: 'translation_memory', columns: 'key, text, source, used_on', select: `SELECT md5(n::text), 'ありがとうございます', 'machine', current_date - (n % 300)::int FROM ${every(conversations / 10)}` },
  { table: 'automatic_answer', columns: 'account_id, address, at', select: `SELECT 'email', 'w' || n, now() - make_interval(mins => n::int) FROM ${every(people / 100)}` },
  { table: 'answer_sheet', columns: 'id, key, version, person_id, conversation_id, channel, language, answers, begun_at, seen_at, finished_at', select: `
    SELECT ${id('other', 'n')}, 'self-check-of-old', 1, ${id('person', 'n * 10 - 3')}, ${id('conversation', 'n * 10 - 3')}, 'line', 'vi', '{"q1":{"type":"choices","values":["yes"]}}', at, at, CASE WHEN n % 5 > 0 THEN at END FROM (SELECT n, ${begun('n', people / 10)} AS at FROM ${every(people / 10)}) s` },
  { table: 'outreach_recipient', columns: 'outreach_id, home_id, person_id, state, due_at, channel, language, handed_at', select: `SELECT ${id('other', '1')}, ${id('person', 'n * 4')}, ${id('person', 'n * 4')}, 'sent', now() - interval '60 days', 'line', 'vi', now() - interval '60 days' FROM ${every(people / 4)}` },
  { table: 'audit', columns: 'seq, at, actor, action, object, detail, digest', select: `
    SELECT n, ${begun('n', conversations)}, ${staff('n')}, CASE WHEN n % 3 = 0 THEN 'conversations.list' ELSE 'conversation.read' END, CASE WHEN n % 3 = 0 THEN '' ELSE 'conversation:' || ${id('conversation', 'n')} END, '{}', md5(n::text) || md5((n + 1)::text) FROM ${every(conversations)}` },
  { table: 'gap', columns: 'text, language, topics, day', select: `SELECT '…', 'vi', '{}', current_date - (n % 80)::int FROM ${every(people / 500)}` },
]
