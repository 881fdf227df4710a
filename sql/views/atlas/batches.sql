-- Imports and what came of them.
create or replace view atlas.batches as
select b.district, b.id, b.layer, b.file_name, b.crs, b.rows_read, b.rows_new, b.rows_changed, b.rows_same, b.rows_rejected,
       b.created_at, b.undone_at, b.version, b.columns_left
  from register.import_batch as b;

comment on view atlas.batches is 'Imports: file, layer, CRS used, counts, columns of the file that no field took, and when it was undone.';
