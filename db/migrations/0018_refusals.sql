-- How much of somebody's is kept among refusals is asked with every one of them.
create index receipt_refusals on receipt (author_id, recorded_at) where problem is not null;
