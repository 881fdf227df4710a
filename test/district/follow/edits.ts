/** Edits of every kind, with chance in where and what: by imports and undos, by the service's own edits, by psql. */
import { catchUp } from '../../../server/district/derive/catch-up.ts';
import { editOutfall } from '../../../server/register/edit-outfall.ts';
import { mergeOutfalls } from '../../../server/register/merge-outfalls.ts';
import { decideReview } from '../../../server/register/review/decide.ts';
import { saveRiverSet } from '../../../server/register/river-sets.ts';
import { at, box, KEY, line, part, point, polygon, walk } from '../small-district.ts';
import type { Editor } from './editor.ts';

const BY = { author: '王工', reason: '现场' };

export const EDITS: Record<string, (editor: Editor) => Promise<unknown>> = {
  'a new track': (editor) => editor.import(track(editor)),
  'another new track': (editor) => editor.import(track(editor)),
  'an undo': (editor) => editor.undo(),
  'another undo': (editor) => editor.undo(),
  'a new record': (editor) =>
    editor.import(
      part('record', 'surveys', [
        {
          source_id: editor.next(),
          river: 'R2',
          from_m: editor.at(0, 900),
          to_m: editor.at(1000, 2000),
          mode: 'above_water',
          date: '2023-07-01',
          method: 'walk',
        },
        null,
      ]),
    ),
  'a record by psql': (editor) =>
    editor.psql(`insert into register.survey_record (district, river_id, mode, date, crew)
      select district, id, 'under_water', '2023-08-01', 'psql' from register.river where district = '${KEY}' and key = 'R1'`),
  'a new outfall': (editor) =>
    editor.import(
      part('outfall', 'outfalls', [{ source_id: editor.next() }, point(editor.at(0, 5000), editor.at(0, 250))]),
    ),
  'an outfall moved': async (editor) => {
    const [lon, lat] = at(editor.at(0, 5000), editor.at(0, 250));
    await editOutfall(editor.db, KEY, await editor.idOf('outfall'), { lon, lat }, BY);
  },
  'an outfall rejected or not': async (editor) =>
    editOutfall(
      editor.db,
      KEY,
      await editor.idOf('outfall'),
      { status: editor.random() < 0.6 ? 'rejected' : 'confirmed' },
      BY,
    ),
  'outfalls merged': async (editor) =>
    mergeOutfalls(editor.db, KEY, { keep: await editor.idOf('outfall'), other: await editor.idOf('outfall') }, BY),
  'an outfall by psql': (editor) =>
    editor.change('outfall', `status = case status when 'rejected' then 'suspect' else 'rejected' end`),
  'an outfall deleted': (editor) => editor.change('outfall'),
  'a link moved': async (editor) =>
    editor.change(
      'outfall_link',
      `route_id = ${await editor.idOf('route')}, measure_mm = ${editor.at(0, 900_000)}, reviewer = '李工'`,
    ),
  'a link deleted': (editor) => editor.change('outfall_link'),
  'a link reviewed': async (editor) =>
    decideReview(editor.db, KEY, `link-${await editor.idOf('outfall')}`, { decision: 'reject' }, BY),
  'a track named otherwise': (editor) =>
    editor.change('survey_track', `method = 'drone', campaign = '${editor.next()}', crew = 'x'`),
  'methods of tracks': (editor) => rename(editor, 'survey_track'),
  'methods of records': (editor) => rename(editor, 'survey_record'),
  'a track deleted': (editor) => editor.change('survey_track'),
  'a record deleted': (editor) => editor.change('survey_record'),
  'a range deleted': (editor) => editor.change('surveyed_range'),
  'a range put on another route': async (editor) =>
    editor.change('surveyed_range', `route_id = ${await editor.idOf('route')}, from_mm = 0, to_mm = 1000`),
  'a river redrawn': (editor) =>
    editor.import(
      part('redrawn', 'rivers', [
        { key: 'R1', source_id: 's1', name: '淀浦河', level: 'district' },
        line([0, 0], [900, editor.at(30, 50)], [1900, 0]),
      ]),
    ),
  'a river renamed': (editor) => editor.change('river', `name = '${editor.next()}', level = 'village'`),
  'a name spelled': (editor) =>
    editor.psql(`update register.latin_name set latin = 'X ${editor.next()}' where district = '${KEY}'`),
  'a line deleted': (editor) => editor.change('source_segment'),
  'a water named otherwise': (editor) => editor.change('water_body', `key = '${editor.next()}', width_mm = 9000`),
  'a town renamed': (editor) => editor.change('town', `name = '${editor.next()}'`),
  'a zone by psql': (editor) => {
    const [west, south] = [editor.at(0, 4000), editor.at(-100, 100)];
    return editor.psql(`insert into register.protected_zone (district, key, kind, geom, geom_m)
      select district, '${editor.next()}', 'nature', st_multi(g), st_multi(st_setsrid(st_snaptogrid(st_transform(g, 4549), 0.001), 0))
        from (select '${KEY}' as district, st_setsrid(st_geomfromgeojson('${JSON.stringify(polygon(box(west, south, west + 500, south + 150)))}'), 4490) as g) as z`);
  },
  'a zone deleted': (editor) => editor.change('protected_zone'),
  'a park': (editor) =>
    editor.import(part('park', 'parks', [{ name: editor.next() }, polygon(box(editor.at(0, 900), 100, 3000, 300))])),
  'a home renamed': (editor) => editor.change('residential_area', `name = '${editor.next()}'`),
  'a basin renamed': (editor) => editor.change('basin', `name = '${editor.next()}'`),
  'a venue': (editor) =>
    editor.import(part('venue', 'venues', [{ name: editor.next() }, point(editor.at(0, 5000), 500)])),
  'a set of rivers': (editor) =>
    saveRiverSet(editor.db, KEY, '主要', { keys: ['R1', editor.next()], names: ['西大盈港'] }, BY),
  'a setting': (editor) =>
    editor.psql(`update register.district set stale_after_months = ${editor.at(1, 99)} where key = '${KEY}'`),
  'what is not in memory': (editor) =>
    editor.psql(`insert into register.site (district, name, kind, geom, geom_m)
      select district, '${editor.next()}', 'other', geom, geom_m from register.venue where district = '${KEY}' limit 1`),
  nothing: (editor) => editor.psql(`select register.write_version('${KEY}')`),
  'what was left to derive': (editor) => catchUp(editor.db, KEY),
};

/** Names that ranges are shown with and that nothing follows from: half of all rows. */
const rename = (editor: Editor, table: string) =>
  editor.psql(`update register.${table} set method = '${editor.next()}' where district = '${KEY}' and id % 2 = 0`);

function track(editor: Editor) {
  const [name, from, north] = [editor.next(), editor.at(0, 2500), editor.random() < 0.5 ? 30 : 205];
  const to = from + editor.at(500, 2000);
  const more = { crew: name.endsWith('1') ? 'x' : name, method: 'boat', campaign: `c${name.length}` };
  const row = walk(
    name,
    '2023-08-01T01:00:00Z',
    [
      [from, north],
      [to, north],
    ],
    more,
    editor.at(10, 99),
  );
  return { name, layer: 'tracks' as const, rows: [row] };
}
