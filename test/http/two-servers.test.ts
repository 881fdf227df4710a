/** Two server processes on one database: what one does, or a person with psql, the other answers by. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { migrate } from '../../server/db/migrate.ts';
import { openPostgres } from '../../server/db/postgres.ts';
import { derive } from '../../server/district/derive/derive.ts';
import { getDistrict } from '../../server/district/district.ts';
import { Districts } from '../../server/district/districts.ts';
import { loadSnapshot } from '../../server/district/snapshot.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { coverageRows } from '../../server/report/coverage.ts';
import { withBoxes } from '../../server/report/row-boxes.ts';
import { KEY, load, loadAll, PARTS, part, RECORDS, walk } from '../district/small-district.ts';
import { testEnvironment, testMode } from '../support/database.ts';
import { lineOf, startProgram } from '../support/program.ts';

describe.runIf(testMode === 'postgres')('two servers on one database', () => {
  let db: Database;
  let remove: () => Promise<void>;
  const servers: { child: ChildProcess; url: string }[] = [];

  beforeAll(async () => {
    const environment = await testEnvironment();
    remove = environment.remove;
    db = openPostgres(environment.env.DATABASE_URL);
    await migrate(db);
    await loadAll(db, [...PARTS, RECORDS]);
    for (let i = 0; i < 2; i++) servers.push(await startServer(environment.env));
  });
  afterAll(async () => {
    for (const { child } of servers) {
      child.kill('SIGTERM');
      await once(child, 'close');
    }
    await db.close();
    await remove();
  });

  const get = async (server: number, path: string) => (await fetch(`${servers[server].url}/api/v1/${path}`)).json();
  /** What the database holds, by the same program in this process. */
  const truth = async () => {
    const snapshot = await loadSnapshot(db, KEY);
    const asked = { group: 'district' } as const;
    return { rows: withBoxes(snapshot, asked, coverageRows(snapshot, asked)), district: snapshot.district };
  };

  it('one reads of an outfall that psql edits, and of a track that the other takes in, only what they touched', async () => {
    const before = await truth();
    for (const server of [0, 1]) await get(server, 'coverage');
    const [whole] = await readings(1);
    await db.run(`update register.outfall set status = 'rejected' where district = '${KEY}' and source_id = 'o2'`);
    await until(async () => !(await getDistrict(db, KEY)).recomputing);
    expect(await get(1, 'coverage')).toMatchObject({ version: (await getDistrict(db, KEY)).version });
    const [edited, parts] = await readings(1);
    expect([edited.whole, parts]).toEqual([whole.whole, ['outfallPlaces']]);
    const track = part('more', 'tracks');
    await load(db, {
      ...track,
      rows: [
        walk(
          'more',
          '2023-09-01T01:00:00Z',
          [
            [3000, 215],
            [4900, 228],
          ],
          {},
          5,
        ),
      ],
    });
    const { items } = await get(1, 'coverage');
    expect(items).toEqual((await truth()).rows);
    expect(items).not.toEqual(before.rows);
    const [followed, more] = await readings(1);
    expect([followed.whole, more]).toEqual([whole.whole, ['outfallPlaces', 'surveyed']]);
    expect(followed.rows).toBeLessThan(whole.rows / 2);
  });

  /** What a server read since it started, and the parts that it read more than once. */
  async function readings(server: number): Promise<[{ whole: number; rows: number }, string[]]> {
    const text = await (await fetch(`${servers[server].url}/metrics`)).text();
    const figure = (line: string) => Number(new RegExp(`^${line} (\\d+)$`, 'm').exec(text)?.[1]);
    const parts = [...text.matchAll(/^district_part_readings_total\{.*part="(\w+)"\} (\d+)$/gm)];
    return [
      {
        whole: figure(`district_readings_total\\{district="${KEY}",how="whole"\\}`),
        rows: figure(`district_last_reading_rows\\{district="${KEY}"\\}`),
      },
      parts
        .filter(([, , count]) => Number(count) > 1)
        .map(([, part]) => part)
        .sort(),
    ];
  }

  it('both answer an undo at once, with its version; who listens is told it', async () => {
    const [first, second] = [listen(servers[0].url), listen(servers[1].url)];
    const { district: before } = await truth();
    expect([await first.next(), await second.next()].map(({ version }) => version)).toEqual([
      before.version,
      before.version,
    ]);
    const old = await get(1, 'coverage');
    const [{ batch }] = await db.query<{ batch: number }>(
      `select max(id) as batch from register.import_batch where layer = 'tracks'`,
    );
    await undoBatch(db, KEY, batch, 'test', derive);
    const { rows, district } = await truth();
    for (const server of [0, 1]) {
      const { items, version } = await get(server, 'coverage');
      expect([items, version]).toEqual([rows, district.version]);
      expect(items).not.toEqual(old.items);
    }
    expect([(await first.next()).version, (await second.next()).version]).toEqual([district.version, district.version]);
    await Promise.all([first.close(), second.close()]);
  });

  it('an edit by psql is said to be recomputing until it is derived from, with both versions; then both are exact', async () => {
    const stream = listen(servers[0].url);
    const { version: before } = await stream.next();
    const { rows: stale } = await truth();
    await db.run(`delete from register.survey_track where source_id = 't1';
      update register.survey_record set date = '2024-01-01' where source_id = 'v1'`);
    let last = await stream.next();
    while (last.recomputing) {
      expect([last.version > before, last.derived_version]).toEqual([true, before]);
      last = await stream.next();
    }
    const { rows, district } = await truth();
    expect(rows).not.toEqual(stale);
    expect(district).toMatchObject({ recomputing: false, version: last.version, derivedVersion: last.derived_version });
    for (const server of [0, 1]) {
      expect(await get(server, 'coverage')).toMatchObject({ items: rows, version: district.version });
      const tiles = await (await fetch(`${servers[server].url}/tiles/${KEY}/rivers.json`)).json();
      expect(tiles.tiles[0]).toMatch(/v=\d+$/);
    }
    await stream.close();
  });

  it('a process is woken by what others commit, without a poll, and again after its connection was lost', async () => {
    // an hour between polls: what it comes to know in this test it was woken for
    const districts = new Districts(db, { memoryBytes: 1e9, pollMs: 3_600_000 });
    const told: (number | undefined)[] = [];
    let tell = () => {};
    const until = async (version: number) => {
      // whoever derives from the edit makes a version of its own, which may be the first one told
      while ((told.at(-1) ?? 0) < version)
        await new Promise<void>((resolve) => {
          tell = resolve;
        });
    };
    const edit = async () => {
      await db.run(`update register.district set name = name || '.' where key = '${KEY}'`);
      return (await getDistrict(db, KEY)).version;
    };
    await districts.get(KEY);
    districts.follow((_, version) => {
      told.push(version);
      tell();
    });
    districts.startFollowing();
    const listening = `select pid from pg_stat_activity where application_name = 'outfall-atlas listening' and datname = current_database()
                         and query like 'listen%' and state = 'idle'`;
    while ((await db.query(listening)).length < 3) await new Promise((resolve) => setTimeout(resolve, 20));
    await until(await edit());
    await db.run(`select pg_terminate_backend(pid) from (${listening}) as l`);
    await until(await edit());
    await districts.stopFollowing();
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}

async function startServer(env: Record<string, string>): Promise<{ child: ChildProcess; url: string }> {
  const child = startProgram('server/cli.ts', ['serve'], { ...env, HOST: '127.0.0.1', PORT: '0' });
  const address = await lineOf(child, /^http/);
  return { child, url: address.trim().replace(/\/$/, '') };
}

interface VersionEvent {
  version: number;
  derived_version: number;
  recomputing: boolean;
}

/** Events of the district, one by one. */
function listen(url: string): { next(): Promise<VersionEvent>; close(): Promise<void> } {
  const stop = new AbortController();
  const events = read(`${url}/api/v1/districts/${KEY}/events`, stop.signal);
  return {
    next: async () => (await events.next()).value!,
    close: async () => {
      stop.abort();
      await events.return(undefined).catch(() => {}); // the request was ended by us
    },
  };
}

async function* read(url: string, signal: AbortSignal): AsyncGenerator<VersionEvent> {
  const { body } = await fetch(url, { signal });
  let text = '';
  const chunks = Readable.fromWeb(body as ReadableStream).setEncoding('utf8');
  for await (const chunk of chunks) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const data = /^data: (.*)$/m.exec(text.slice(0, end));
      text = text.slice(end + 2);
      if (data) yield JSON.parse(data[1]);
    }
  }
}
