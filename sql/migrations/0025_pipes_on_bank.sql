-- Pipes on the same bank are found for many places in one statement (atlas.pipes_on_bank, atlas.connections).
drop function if exists atlas.pipe_on_bank(text, geometry, double precision);
drop function if exists atlas.connections(text, integer[], geometry[], double precision);
