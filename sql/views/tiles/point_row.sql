-- Points of the tile layers as they are to be shown: attributes by the names of tiles/manifest.ts, geom in EPSG:4490.
-- Outfalls: what needs action comes first, then treatment plants, industry, agriculture, others.
create or replace view tiles.point_row as
select o.district, o.id, 'outfalls' as layer, o.geom, k.rank,
       jsonb_build_object('code', coalesce(o.code, o.code_province), 'name', o.name, 'type', k.type, 'status', o.status,
                          'progress', k.progress, 'link_status', l.status, 'rank', k.rank) as tags
  from register.outfall as o
  left join register.outfall_link as l on l.district = o.district and l.outfall_id = o.id
 cross join lateral (
       select coalesce(o.type, 'other') as type,
              case when o.status = 'suspect' then 'suspect'
                   when o.closed_out_on is not null or o.handle_type = 'no_action' then 'closed_out'
                   when o.handle_stage in ('in_work', 'done') then 'in_work'
                   else 'action_needed' end as progress) as p
 cross join lateral (
       select p.type, p.progress,
              case p.progress when 'action_needed' then 0 when 'in_work' then 4 when 'suspect' then 8 else 12 end
              + case p.type when 'urban_wwtp' then 1 when 'industrial' then 2 when 'agricultural' then 3 else 4 end as rank) as k
 where o.geom is not null and o.status <> 'rejected' and o.merged_into is null
 union all
select m.district, m.id, 'manholes', m.geom, 0, jsonb_build_object('kind', m.kind) from register.manhole as m
 union all
select s.district, s.id, 'sections', s.geom, 0,
       jsonb_build_object('name', s.name, 'code', s.code, 'level', s.level, 'target_class', s.target_class)
  from register.section as s
 union all
select i.district, i.id, 'intakes', i.geom, 0, jsonb_build_object('name', i.name, 'level', i.level) from register.intake as i
 union all
select w.district, w.id, 'water_labels', st_pointonsurface(w.geom), 0,
       jsonb_build_object('name', w.name, 'latin', n.latin, 'kind', w.kind)
  from register.water_body as w
  left join register.latin_name as n on n.district = w.district and n.name = w.name
 where w.kind <> 'river' and w.name is not null;

comment on view tiles.point_row is 'Point features of the tile layers with their attributes and rank; geom in EPSG:4490.';
