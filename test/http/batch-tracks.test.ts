/** What became of the fixes of a batch's tracks, over the API and by command. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { command } from '../support/command.ts';
import { openUploadService, type UploadService } from '../support/upload-service.ts';

let service: UploadService;
beforeAll(async () => {
  service = await openUploadService();
});
afterAll(() => service.close());

/** A fix each 0.0001° (10.7 m there) north to south, the third of an unsure receiver. */
const POINTS = Array.from({ length: 30 }, (_, i) => {
  const time = new Date(Date.UTC(2023, 4, 1, 8, 0, 10 * i)).toISOString();
  return `<trkpt lon="9.5" lat="${(47.1 - 0.0001 * i).toFixed(4)}"><time>${time}</time>${i === 2 ? '<hdop>9</hdop>' : ''}</trkpt>`;
});
const GPX = `<gpx><trk><name>=甲</name><trkseg>${POINTS.join('')}</trkseg></trk></gpx>`;
const LEFT_OUT = ['fixes_unsure', 'fixes_too_fast', 'fixes_outliers', 'fixes_thinned', 'fixes_alone'];

it('are the same numbers in the job, the batch, its own page and sheets, and in the terminal', async () => {
  const fields = { layer: 'tracks', district: 'li', mode: 'above_water', utc_offset: '120' };
  const { result } = await service.upload(fields, { 'walk.gpx': GPX });
  const [track] = result.tracks;
  expect(track).toMatchObject({ track: '=甲', fixes_read: 30, fixes_unsure: 1, cuts: 0 });
  expect(track.fixes_thinned).toBeGreaterThan(10);
  expect(LEFT_OUT.reduce((sum, key) => sum + track[key], track.fixes_kept)).toBe(30);
  const path = `batches/${result.id}/tracks`;
  expect((await service.ask('viewer', path)).body.items).toEqual(result.tracks);
  expect((await service.ask('viewer', `batches/${result.id}`)).body.tracks).toEqual(result.tracks);
  const { body, headers } = await service.ask('viewer', `${path}?format=csv`);
  expect(headers.get('content-disposition')).toBe(`attachment; filename="li-batch-${result.id}-tracks.csv"`);
  const [head, row] = String(body).replace('\ufeff', '').trim().split('\n');
  expect(head.split(',')).toEqual(Object.keys(track));
  expect(row).toBe(Object.values({ ...track, track: "'=甲" }).join());
  expect((await command(service.db, `batches show ${result.id} --tracks --format csv`)).out.replace('\ufeff', '')).toBe(
    String(body).replace('\ufeff', ''),
  );
  expect((await command(service.db, `batches show ${result.id} --tracks`)).out).toContain('fixes read = kept + unsure');
});

it('are none of other layers, and for viewers alone', async () => {
  const csv = 'name,type,lon,lat\n口,,9.51,47.105';
  const { result } = await service.upload({ layer: 'outfalls', district: 'li', crs: 'EPSG:4326' }, { 'o.csv': csv });
  expect(result.tracks).toEqual([]);
  expect((await service.ask('viewer', `batches/${result.id}/tracks`)).body.items).toEqual([]);
  expect((await service.ask(undefined, `batches/${result.id}/tracks`)).status).toBe(401);
  expect((await service.ask('viewer', 'batches/999/tracks')).body.code).toBe('batch_unknown');
});
