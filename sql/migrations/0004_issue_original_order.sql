-- Rejected rows come back with their columns in the order of the file: jsonb sorts keys, json keeps them.

alter table register.import_issue alter column original type json using original::json;
