alter table slot add column partner_name text not null default '';
