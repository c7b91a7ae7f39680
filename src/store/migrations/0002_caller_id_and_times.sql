-- The number that was shown to the callee: answer rates differ by it. Absent: the provider decided.
alter table calls add column caller_id text;

-- Lists and figures of the last minutes and days, and the calls that ended last, without reading all calls.
create index calls_started on calls (started_at desc);
create index calls_ended on calls (ended_at desc) where status = 'ended';
