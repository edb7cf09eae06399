-- What the register calls a shift's partner, from when they come. Of those who came before nobody kept it.
alter table slot add column partner_name text;
