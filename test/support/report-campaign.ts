/** A campaign as it looks after some days: hundreds of calls, a few conversations, and people with hostile names. */
import type { Sql } from '../../src/store/database.ts';

export const hostileName = '<script>document.title="owned"</script>"><img src=x onerror=alert(1)>';

interface Conversation {
  readonly disposition: string;
  readonly why: string | null;
  readonly hungUpBy: 'callee' | 'us';
  /** Step, what minibot says, what the callee says with its intent. */
  readonly turns: readonly (readonly [step: string, question: string, reply: string | null, intent: string | null])[];
}

const hello: readonly [string, string] = [
  'hello',
  'Bonjour, je suis l’assistant vocal d’Assurances Lumière. Avez-vous une minute ?',
];
const q1: readonly [string, string] = ['q1', 'Êtes-vous propriétaire de votre logement ?'];
const ask: readonly [string, string] = ['ask_adviser', 'Souhaitez-vous qu’un conseiller vous rappelle ?'];

const conversations: readonly Conversation[] = [
  {
    disposition: 'lead',
    why: '« oui, avec plaisir »',
    hungUpBy: 'us',
    turns: [
      [...hello, 'Oui, allez-y.', 'affirm'],
      [...q1, 'Oui, depuis trois ans. Je suis Jeanne Dupont, au 06 12 34 56 78.', 'affirm'],
      [...ask, 'Oui, avec plaisir.', 'affirm'],
      ['goodbye_lead', 'Merci, un conseiller vous rappelle. Au revoir.', null, null],
    ],
  },
  {
    disposition: 'not_interested',
    why: '« ça ne m’intéresse pas »',
    hungUpBy: 'callee',
    turns: [
      [...hello, 'Non, ça ne m’intéresse pas.', 'not_interested'],
      ['goodbye_refusal', 'C’est noté, bonne journée.', null, null],
    ],
  },
  {
    disposition: 'opt_out',
    why: '« ne m’appelez plus »',
    hungUpBy: 'us',
    turns: [
      [...hello, 'C’est qui ?', 'question'],
      [...hello, '<b onclick="alert(1)">Ne m’appelez plus</b> & retirez-moi de vos listes !', 'opt_out'],
      ['goodbye_opt_out', 'Vous ne serez plus appelé. Au revoir.', null, null],
    ],
  },
  {
    disposition: 'callback',
    why: 'demain matin',
    hungUpBy: 'us',
    turns: [
      [...hello, 'Rappelez-moi demain matin, je conduis.', 'callback'],
      ['confirm_callback', 'Demain à neuf heures, c’est bien cela ?', 'Oui.', 'affirm'],
    ],
  },
  {
    disposition: 'hung_up',
    why: null,
    hungUpBy: 'callee',
    turns: [
      [...hello, 'Oui ?', 'affirm'],
      [...q1, null, null],
    ],
  },
  {
    disposition: 'not_interested',
    why: '« on est déjà assurés »',
    hungUpBy: 'us',
    turns: [
      [...hello, 'Oui, bonjour.', 'affirm'],
      [...q1, 'On est déjà assurés, merci.', 'not_interested'],
      ['goodbye_refusal', 'C’est noté, bonne journée.', null, null],
    ],
  },
];

/** Four of ten calls are one of the conversations; the others are what networks and machines make of them. */
const others = ['no_answer', 'voicemail', 'no_answer', 'voicemail', 'busy', 'voicemail', 'no_answer', 'unavailable'];
const hours = [9, 9, 10, 10, 10, 11, 11, 14, 15, 16, 17, 17, 18, 18, 18, 19];

/** Looks like chance and is the same every time. @returns 0…1 */
function draw(n: number, salt: number): number {
  const mixed = Math.imul((n + 1) * 2_654_435_761, 2_246_822_519) ^ Math.imul(salt + 7, 3_266_489_917);
  const again = Math.imul(mixed ^ (mixed >>> 15), 2_246_822_519);
  return ((again ^ (again >>> 13)) >>> 0) / 2 ** 32;
}

function pick<T>(values: readonly T[], share: number): T | undefined {
  return values[Math.floor(share * values.length)];
}

/** @returns the campaign's id. The same figures every time: nothing is random. */
export async function addReportCampaign(sql: Sql, { calls, name = 'Novembre' }: { calls: number; name?: string }) {
  const [campaign] = await sql<{ id: number }[]>`
    insert into campaigns (name, description, status, scenario, started_at)
    values (${name}, 'Assurance habitation', 'active', 'production', '2026-11-16 08:00+01') returning id`;
  if (campaign === undefined) throw new Error('no row');
  await sql`
    insert into contacts (phone, first_name, last_name)
    select '+336' || lpad((40000000 + n)::text, 8, '0'), case n % 3 when 0 then 'Jeanne' else ${hostileName} end, 'Dupont'
    from generate_series(0, ${calls - 1}::integer) n on conflict do nothing`;
  await sql`
    insert into call_queue (campaign_id, contact_id, phone_number, scenario, status)
    select ${campaign.id}, id, phone, 'production', case id % 3 when 0 then 'pending' else 'completed' end from contacts`;
  const rows = Array.from({ length: calls }, (_, n) => {
    const talk = draw(n, 1) < 0.4 ? pick(conversations, draw(n, 2)) : undefined;
    const disposition = talk?.disposition ?? pick(others, draw(n, 3)) ?? 'no_answer';
    // Working days from Monday on, in the mornings and from two o'clock on.
    const workday = Math.floor(draw(n, 4) * 10);
    const day = 16 + (workday % 5) + 7 * Math.floor(workday / 5);
    const startedAt = new Date(Date.UTC(2026, 10, day, (pick(hours, draw(n, 5)) ?? 9) - 1, (n * 13) % 60));
    const answered = talk !== undefined || disposition === 'voicemail';
    return {
      call_id: `report-${campaign.id}-${n}`,
      campaign_id: campaign.id,
      phone: `+336${40_000_000 + n}`,
      trunk: 'lumiere',
      caller_id: pick(['+33162000001', '+33162000001', '+33162000002', null], draw(n, 20)) ?? null,
      status: 'ended',
      disposition,
      why: talk?.why ?? null,
      amd_result: answered ? (talk === undefined ? 'voicemail' : 'human') : null,
      hung_up_by: talk?.hungUpBy ?? (answered ? 'us' : 'network'),
      duration: answered ? (talk === undefined ? 6 : 12 + talk.turns.length * 9 + (n % 7)) : null,
      started_at: startedAt,
      answered_at: answered ? new Date(startedAt.getTime() + 9_000) : null,
      ended_at: new Date(startedAt.getTime() + 60_000),
      talk,
    };
  });
  for (const { talk, phone, ...call } of rows) {
    await sql`
      insert into calls ${sql({ ...call, phone_number: phone })}`;
    await sql`update calls set contact_id = (select id from contacts where phone = ${phone}) where call_id = ${call.call_id}`;
    if (talk === undefined) continue;
    const n = Number(call.call_id.split('-').at(-1));
    const turns = talk.turns.map(([step, question, reply, intent], index) => ({
      call_id: call.call_id,
      question_number: index + 1,
      step,
      question_played: question,
      transcription: reply,
      intent,
      played_at: call.started_at,
      played_ms: 900 + index * 9_000,
      barged_in: index === 1 && n % 4 === 1,
      response_gap_ms:
        reply === null
          ? null
          : Math.round(180 + 300 * draw(n, 6 + index) * draw(n, 9 + index) + (n % 23 === 1 ? 900 : 40)),
    }));
    await sql`insert into call_interactions ${sql(turns)}`;
  }
  return campaign.id;
}
