-- The tables and columns of the original system keep their names; what the design adds stands beside them.

create table contacts (
  id bigint generated always as identity primary key,
  phone text not null unique check (phone ~ '^\+[1-9][0-9]{5,14}$'),
  first_name text,
  last_name text,
  email text,
  postcode text,
  -- Columns of the import that are not ours, usable in a scenario.
  extra jsonb not null default '{}',
  status text not null default 'New' check (status in ('New', 'Queued', 'Leads', 'Not_interested', 'No_answer')),
  attempts integer not null default 0,
  last_attempt timestamptz,
  -- No further attempt without a change of the number.
  invalid boolean not null default false,
  audio_recording_path text,
  call_duration numeric(8, 2),
  source text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index contacts_status on contacts (status, id);

-- Do-not-call entries. The fingerprint outlives the number itself (opposition is kept when personal data is erased).
create table suppressions (
  id bigint generated always as identity primary key,
  phone text not null unique,
  reason text not null,
  words text,
  call_id text,
  source text not null default 'call',
  created_at timestamptz not null default now()
);

create table scenario_versions (
  id bigint generated always as identity primary key,
  name text not null,
  -- SHA-256 of the source: one row per content.
  hash text not null,
  source text not null,
  created_at timestamptz not null default now(),
  unique (name, hash)
);

create table campaigns (
  id bigint generated always as identity primary key,
  name text not null,
  description text,
  status text not null default 'pending' check (status in ('pending', 'active', 'paused', 'completed', 'stopped')),
  scenario text not null,
  scenario_version_id bigint references scenario_versions,
  trunk text,
  -- Overrides of the configuration's dialing section, by campaign (camelCase keys as in the configuration).
  dialing jsonb not null default '{}',
  created_at timestamptz not null default now(),
  started_at timestamptz,
  completed_at timestamptz
);

-- Running daemons.
create table nodes (
  id text primary key,
  hostname text not null,
  pid integer not null,
  version text not null,
  started_at timestamptz not null default now(),
  heartbeat_at timestamptz not null default now(),
  asterisk_connected boolean not null default false,
  state text not null default 'running' check (state in ('running', 'draining', 'stopped')),
  -- Whatever the dashboard shows of it: live calls, speech queue, why nothing is dialled.
  health jsonb not null default '{}'
);

create table call_queue (
  id bigint generated always as identity primary key,
  campaign_id bigint not null references campaigns on delete cascade,
  contact_id bigint not null references contacts on delete cascade,
  phone_number text not null,
  scenario text not null,
  -- What the contact's status was, for when the campaign is stopped before it was called.
  contact_status_before text not null default 'New' check (contact_status_before in ('New', 'No_answer')),
  status text not null default 'pending' check (status in ('pending', 'calling', 'completed', 'failed')),
  priority integer not null default 0,
  attempts integer not null default 0,
  max_attempts integer not null default 3,
  -- Not before: retry delays and agreed callbacks.
  next_attempt_at timestamptz not null default now(),
  -- Agreed with the person: such a row is first in line when its time has come.
  callback_at timestamptz,
  call_id text,
  last_attempt_at timestamptz,
  error_message text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (campaign_id, contact_id)
);
create index call_queue_due on call_queue (campaign_id, (callback_at is null), priority desc, next_attempt_at, id) where status = 'pending';
create index call_queue_next on call_queue (campaign_id, next_attempt_at) where status = 'pending';
create index call_queue_contact on call_queue (contact_id);
create index call_queue_calling on call_queue (id) where status = 'calling';

create table calls (
  -- The Asterisk channel id, chosen by us before the originate.
  call_id text primary key,
  queue_id bigint references call_queue on delete set null,
  campaign_id bigint references campaigns on delete cascade,
  contact_id bigint references contacts on delete set null,
  phone_number text not null,
  trunk text,
  scenario text,
  scenario_version_id bigint references scenario_versions,
  attempt integer not null default 1,
  status text not null default 'dialing' check (status in ('dialing', 'ringing', 'answered', 'ended')),
  disposition text,
  -- Words or signal that decided the disposition.
  why text,
  -- What the conversation has come to so far (a session outcome): a call that is lost in a crash ends with it.
  outcome jsonb,
  end_step text,
  amd_result text,
  amd_reason text,
  sip_code integer,
  hangup_cause integer,
  dial_status text,
  hung_up_by text,
  -- Whose fault a congestion or technical end was; a run of the trunk's opens its breaker.
  fault text check (fault in ('trunk', 'ours')),
  recording_path text,
  transcript_path text,
  duration numeric(8, 2),
  final_sentiment text,
  is_interested boolean,
  callback_at timestamptz,
  started_at timestamptz not null default now(),
  answered_at timestamptz,
  ended_at timestamptz,
  first_audio_ms integer,
  -- Which daemon owns the call, until when, and the token that every write carries.
  node_id text references nodes on delete set null,
  lease_until timestamptz,
  fence bigint not null default 1,
  check ((status = 'ended') = (disposition is not null and ended_at is not null))
);
-- A number is never rung twice at once, whatever campaign asks for it.
create unique index calls_one_open_per_number on calls (phone_number) where status <> 'ended';
create index calls_campaign on calls (campaign_id, started_at);
create index calls_contact on calls (contact_id, started_at);
create index calls_trunk on calls (trunk, started_at desc);
create index calls_trunk_ended on calls (trunk, ended_at desc) where status = 'ended';
create index calls_node on calls (node_id, started_at desc);
create index calls_queue on calls (queue_id);
create index calls_open_lease on calls (lease_until) where status <> 'ended';

create table call_interactions (
  id bigint generated always as identity primary key,
  call_id text not null references calls on delete cascade,
  question_number integer not null,
  step text not null,
  question_played text not null,
  -- Ids of the prompts played, and where in the joined ones it began: the recording is assembled from them.
  prompts text[] not null default '{}',
  prompt_offset_ms integer not null default 0,
  transcription text,
  sentiment text check (sentiment in ('positif', 'negatif', 'interrogatif', 'neutre')),
  intent text,
  confidence real,
  heard_confidence real,
  matched text[],
  barged_in boolean not null default false,
  -- Words during this turn that were not its reply: [{"start_ms", "end_ms", "text", "intent"}].
  asides jsonb not null default '[]',
  played_at timestamptz not null,
  -- ms since answer
  played_ms integer not null,
  prompt_ended_ms integer,
  speech_start_ms integer,
  speech_end_ms integer,
  committed_ms integer,
  transcribe_ms integer,
  -- From the end of the callee's speech to the first audio of the next prompt, as the daemon saw it.
  response_gap_ms integer,
  unique (call_id, question_number)
);

-- What happened in a call, in order: for `calls explain` and for replays.
create table call_events (
  id bigint generated always as identity primary key,
  call_id text not null references calls on delete cascade,
  at timestamptz not null default now(),
  type text not null,
  data jsonb not null default '{}'
);
create index call_events_call on call_events (call_id, id);

-- Counters are computed, so that they cannot be wrong.
create view campaign_counters as
select
  c.id as campaign_id,
  (select count(*) from call_queue q where q.campaign_id = c.id) as total_contacts,
  (select count(*) from call_queue q where q.campaign_id = c.id and q.status = 'pending') as pending,
  (select count(*) from call_queue q where q.campaign_id = c.id and q.status = 'calling') as calling,
  (select count(*) from call_queue q where q.campaign_id = c.id and q.status = 'completed') as completed,
  (select count(*) from call_queue q where q.campaign_id = c.id and q.status = 'failed') as failed,
  count(k.call_id) as total_calls,
  count(k.answered_at) as answered_calls,
  count(*) filter (where k.amd_result = 'human') as human_calls,
  count(*) filter (where k.disposition = 'lead') as leads,
  count(*) filter (where k.disposition in ('not_interested', 'wrong_person')) as refusals,
  count(*) filter (where k.disposition = 'opt_out') as opt_outs
from campaigns c
left join calls k on k.campaign_id = c.id
group by c.id;

-- NOTIFY is a hint, polling is the truth.
create function notify_minibot() returns trigger language plpgsql as $$
begin
  perform pg_notify('minibot', tg_table_name);
  return null;
end
$$;
create trigger call_queue_notify after insert or update or delete on call_queue for each statement execute function notify_minibot();
create trigger campaigns_notify after insert or update or delete on campaigns for each statement execute function notify_minibot();
create trigger calls_notify after insert or update on calls for each statement execute function notify_minibot();
