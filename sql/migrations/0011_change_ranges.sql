-- Rows inserted together stand in the history as ranges of ids: an import of a million rows is a hundred lines of it.

alter table register.change add column last_row_id bigint check (last_row_id is null or (last_row_id > row_id and operation = 'insert'));
comment on column register.change.last_row_id is
  'Rows row_id to last_row_id were inserted; null: row_id alone. Outfalls always stand alone. register.change_row has a line per row.';
