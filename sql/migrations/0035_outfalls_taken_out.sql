-- Outfalls that were taken out of another again are looked for by what they were: few, among all changes of a district.
-- Without an index of them the search reads every change of a district that has no statistics yet, once for each outfall.

create index change_taken_out on register.change (district, row_id)
  where table_name = 'outfall' and operation = 'update' and before ->> 'merged_into' is not null;
