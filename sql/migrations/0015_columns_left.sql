-- What of a file an import left behind.

alter table register.import_batch add column columns_left text[];
comment on column register.import_batch.columns_left is
  'Columns of the file that no field took, in its order; empty where the layer keeps them all (rivers, in attributes). Null: imported before this was recorded.';
