-- Rows of atlas.coverage_by have overlap_km, as the report's have: a function whose columns change is made anew.

drop function if exists atlas.coverage_by(text, text, text, text, date, double precision, text);
