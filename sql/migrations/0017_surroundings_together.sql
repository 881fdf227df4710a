-- What lies around outfalls is found for many places in one statement (atlas.nearest_each, areas_each, nearest_pipes, connections).
drop function if exists atlas.nearest_in(text, text, geometry);
drop function if exists atlas.areas_at(text, text, geometry, double precision);
drop function if exists atlas.connection(text, geometry, double precision);
drop function if exists atlas.nearest_pipe(text, geometry, boolean, boolean, double precision);
drop function if exists atlas.waters_crossed(text, geometry, geometry);
