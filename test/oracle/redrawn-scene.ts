/** Rows whose rivers were drawn anew, and an outing that two crews wrote down. */
import type { Database } from '../../server/db/database.ts';
import type { SourceRow } from '../../server/import/request.ts';
import { line, load, type Part, part, walk } from '../district/small-district.ts';

//   A ════ drawn anew 3 m aside, with a row of 600 m; c1 and c2 wrote down one outing along it
//   B ════ a row of all of it; c3 and c4 were there on one day at other hours
//   C ════ drawn anew 2 km off: its row lost its place
const across = (y: number): [number, number][] => [
  [0, y],
  [700, y + 30],
  [2000, y],
];
const river = (key: string, y: number): [object, SourceRow['geometry']] => [
  { key, source_id: key, name: key },
  line(...across(y)),
];
const row = (source_id: string, of: string, more: object): [object, null] => [
  { source_id, river: of, bank: 'left', mode: 'under_water', crew: 'y', date: '2023-01-02', ...more },
  null,
];
const boat = (crew: string, y: number, hour: string) => walk(crew, `2023-05-01T${hour}:00:00Z`, across(y), { crew });

function thinned(crew: string, track: SourceRow): SourceRow {
  const { coordinates } = track.geometry as { coordinates: [number, number][] };
  const isKept = (_: unknown, i: number) => i % 3 > 0;
  return {
    ...track,
    properties: { ...track.properties, source_id: crew, track: crew, crew },
    geometry: { type: 'LineString', coordinates: coordinates.filter(isKept) },
    times: track.times!.filter(isKept),
  };
}

export async function loadRedrawn(db: Database, district: string): Promise<void> {
  const whole = boat('c1', 0, '01');
  const tracks = [whole, thinned('c2', whole), boat('c3', 1000, '01'), boat('c4', 1000, '07')];
  const parts: Part[] = [
    part('rivers', 'rivers', river('A', 0), river('B', 1000), river('C', 4000)),
    part(
      'surveys',
      'surveys',
      row('m', 'A', { from_m: 100, to_m: 700 }),
      row('w', 'B', { bank: 'both' }),
      row('lost', 'C', { from_m: 100, to_m: 700 }),
    ),
    part('anew', 'rivers', river('A', 3), river('C', 6000)),
    { name: 'tracks', layer: 'tracks', rows: tracks.map((track, i) => ({ ...track, row: i + 1 })) },
  ];
  for (const each of parts) await load(db, each, district);
}
