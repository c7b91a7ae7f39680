-- The HTTP API: who may use it, requests that must not happen twice, and what is told to other systems.

create table api_tokens (
  id bigint generated always as identity primary key,
  name text not null,
  -- SHA-256 of the token, which holds 256 random bits; the token itself is nowhere.
  hash bytea not null unique,
  -- Each includes the one before.
  scope text not null check (scope in ('read', 'operate', 'admin')),
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz
);

-- Written in the transaction that does the work: there is a row exactly when the work was done.
create table idempotency_keys (
  token_id bigint not null references api_tokens on delete cascade,
  key text not null,
  -- SHA-256 of method, path and body.
  request_hash bytea not null,
  status integer,
  response jsonb,
  created_at timestamptz not null default now(),
  primary key (token_id, key)
);
create index idempotency_keys_created on idempotency_keys (created_at);

-- Pages of calls, newest first: the id orders calls of one moment.
drop index calls_started;
create index calls_started on calls (started_at desc, call_id desc);

create table webhook_endpoints (
  id bigint generated always as identity primary key,
  url text not null,
  -- Key of the signatures, `whsec_…`. Both sides must know it, so it cannot be hashed.
  secret text not null,
  events text[] not null,
  enabled boolean not null default true,
  -- Why minibot switched it off by itself.
  disabled_reason text,
  created_at timestamptz not null default now()
);

create table webhook_messages (
  id text primary key default 'msg_' || replace(gen_random_uuid()::text, '-', ''),
  type text not null,
  data jsonb not null,
  created_at timestamptz not null default clock_timestamp()
);
create index webhook_messages_created on webhook_messages (created_at);

create table webhook_deliveries (
  id bigint generated always as identity primary key,
  message_id text not null references webhook_messages on delete cascade,
  endpoint_id bigint not null references webhook_endpoints on delete cascade,
  status text not null default 'pending' check (status in ('pending', 'delivered', 'dead')),
  -- Tries since it was sent or sent again.
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default clock_timestamp(),
  -- While a daemon sends it, nobody else does.
  lease_until timestamptz,
  -- Of the last try.
  status_code integer,
  error text,
  finished_at timestamptz,
  unique (message_id, endpoint_id)
);
create index webhook_deliveries_due on webhook_deliveries (endpoint_id, next_attempt_at) where status = 'pending';
create index webhook_deliveries_dead on webhook_deliveries (id) where status = 'dead';

-- The outbox. Triggers fill it, so that a message is there exactly when what it tells of was committed, whoever did it.
create function emit_webhook(event text, event_data jsonb) returns void language plpgsql as $$
declare
  message text;
begin
  if not exists (select from webhook_endpoints where enabled and event = any (events)) then
    return;
  end if;
  insert into webhook_messages (type, data) values (event, event_data) returning id into message;
  insert into webhook_deliveries (message_id, endpoint_id)
    select message, e.id from webhook_endpoints e where e.enabled and event = any (e.events);
  perform pg_notify('minibot', 'webhook_deliveries');
end
$$;

create function webhook_time(moment timestamptz) returns text language sql stable as $$
  select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

create function webhook_call_ended() returns trigger language plpgsql as $$
begin
  perform emit_webhook('call.ended', jsonb_build_object(
    'call_id', new.call_id, 'campaign_id', new.campaign_id, 'contact_id', new.contact_id, 'phone_number', new.phone_number,
    'trunk', new.trunk, 'scenario', new.scenario, 'attempt', new.attempt, 'disposition', new.disposition, 'why', new.why,
    'end_step', new.end_step, 'answered_by', new.amd_result, 'sip_code', new.sip_code, 'hangup_cause', new.hangup_cause,
    'dial_status', new.dial_status, 'hung_up_by', new.hung_up_by, 'final_sentiment', new.final_sentiment,
    'is_interested', new.is_interested, 'callback_at', webhook_time(new.callback_at), 'started_at', webhook_time(new.started_at),
    'answered_at', webhook_time(new.answered_at), 'ended_at', webhook_time(new.ended_at), 'duration', new.duration));
  return null;
end
$$;
create trigger calls_webhook after update on calls for each row
  when (old.status <> 'ended' and new.status = 'ended') execute function webhook_call_ended();

create function webhook_lead_created() returns trigger language plpgsql as $$
begin
  perform emit_webhook('lead.created', jsonb_build_object(
    'contact_id', new.id, 'phone', new.phone, 'first_name', new.first_name, 'last_name', new.last_name, 'email', new.email,
    'postcode', new.postcode, 'extra', new.extra,
    'call_id', (select call_id from calls where contact_id = new.id order by started_at desc limit 1)));
  return null;
end
$$;
create trigger contacts_webhook after update on contacts for each row
  when (old.status <> 'Leads' and new.status = 'Leads') execute function webhook_lead_created();

create function webhook_contact_suppressed() returns trigger language plpgsql as $$
begin
  perform emit_webhook('contact.suppressed', jsonb_build_object(
    'phone', new.phone, 'reason', new.reason, 'words', new.words, 'call_id', new.call_id, 'source', new.source,
    'created_at', webhook_time(new.created_at)));
  return null;
end
$$;
create trigger suppressions_webhook after insert on suppressions for each row execute function webhook_contact_suppressed();

create function webhook_campaign_changed() returns trigger language plpgsql as $$
begin
  perform emit_webhook('campaign.changed', jsonb_build_object(
    'campaign_id', new.id, 'name', new.name, 'status', new.status,
    'previous_status', case when tg_op = 'UPDATE' then old.status end, 'scenario', new.scenario,
    'started_at', webhook_time(new.started_at), 'completed_at', webhook_time(new.completed_at)));
  return null;
end
$$;
create trigger campaigns_webhook_insert after insert on campaigns for each row execute function webhook_campaign_changed();
create trigger campaigns_webhook_update after update on campaigns for each row
  when (old.status is distinct from new.status) execute function webhook_campaign_changed();
