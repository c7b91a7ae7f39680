-- How many calls of a node ended in which way, for /metrics: read at every scrape.
create index calls_node_ended on calls (node_id, disposition) where status = 'ended';
