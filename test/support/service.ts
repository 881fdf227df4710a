/** The whole service on a small synthetic district, on whichever database the run is about. */
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import type { Database } from '../../server/db/database.ts';
import { loadDemo } from '../../server/demo/load-demo.ts';
import { derive } from '../../server/district/derive/derive.ts';
import { getDistrict } from '../../server/district/district.ts';
import { importRows } from '../../server/import/import.ts';
import { filledDatabase } from './database.ts';

export const DISTRICT = 'demo';

/** Names that may stand in no public answer; written over the demo's own by `plantNames`. */
export const PLANTED = ['CREW', 'PARTY', 'CREDIT', 'PHONE', 'REVIEWER', 'AUTHOR'].map((what) => `PLANTED-${what}`);

/** An embedded database on a busy machine takes its time. */
export const LOADING_MS = 400_000;

export interface Service {
  db: Database;
  app: FastifyInstance;
  /** The body of a 200 answer. */
  // biome-ignore lint/suspicious/noExplicitAny: each test says what it expects of the body
  get(url: string): Promise<any>;
  /** Changes the register by SQL, and settles. */
  edit(sql: string, values?: readonly unknown[]): Promise<void>;
  /** Derives what follows from an edit: the server would do it half way through a test otherwise. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** 100 km of rivers with everything on them. */
export const demoDatabase = (): Promise<Database> => filledDatabase('demo', loadSmallDemo);

async function loadSmallDemo(db: Database): Promise<void> {
  await loadDemo(db, { profile: 'district', scale: 0.04, seed: 1, district: DISTRICT }, { derive, say: () => {} });
}

export async function openService(env: Record<string, string> = {}): Promise<Service> {
  const db = await demoDatabase();
  await plantNames(db);
  const app = await buildApp({
    db,
    config: readConfig({ RATE_LIMIT_PER_MINUTE: '1000000', LOG_LEVEL: 'silent', ...env }),
  });
  await app.districts.recent(DISTRICT);
  const get = async (url: string) => {
    const response = await app.inject(url);
    if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode} ${response.body}`);
    return response.json();
  };
  const settle = async () => {
    do await app.districts.refresh();
    while ((await getDistrict(db, DISTRICT)).recomputing);
  };
  const edit: Service['edit'] = async (sql, values) => {
    await db.query(sql, values);
    await settle();
  };
  const close = async () => {
    await app.close();
    await db.close();
  };
  await settle(); // what follows from the planting
  return { db, app, get, edit, settle, close };
}

/** One crew, party and code instead of the demo's; figures stay as they are only where crews do, so each name keeps its own. */
async function plantNames(db: Database): Promise<void> {
  await db.run(`
    update register.survey_track set crew = 'PLANTED-CREW ' || crew;
    update register.survey_record set crew = 'PLANTED-CREW ' || crew;
    update register.surveyed_range set crew = 'PLANTED-CREW ' || crew;
    update register.outfall set responsible_party = 'PLANTED-PARTY', credit_code = 'PLANTED-CREDIT',
      permit_reference = 'PLANTED-CREDIT', sign_responsible_party = 'PLANTED-PARTY', sign_phone = 'PLANTED-PHONE';
    update register.discharger set credit_code = 'PLANTED-CREDIT', permit = 'PLANTED-CREDIT001P';
    update register.outfall_link set reviewer = 'PLANTED-REVIEWER';
    update register.import_batch set author = 'PLANTED-AUTHOR'`);
  // names change no figure: nothing is to be derived anew, which would also take the reviewers away
  await db.query(`update register.district set derived_version = version, edited_tables = '{}'`);
}

/** A second batch of outfalls, which finds one as it is: no figure changes, and there are two batches to compare. */
export async function surveyAgain(db: Database): Promise<{ a: number; b: number }> {
  const [{ a, code, lon, lat }] = await db.query<{ a: number; code: string; lon: number; lat: number }>(
    `select batch_id as a, code, st_x(geom) as lon, st_y(geom) as lat from register.outfall
      where code is not null and geom is not null order by id limit 1`,
  );
  const geometry = { type: 'Point', coordinates: [lon, lat] };
  const rows = [{ row: 1, properties: { code }, geometry }];
  const request = {
    district: { key: DISTRICT },
    layer: 'outfalls' as const,
    name: 'again',
    fingerprint: 'again',
    rows,
  };
  const { id } = await importRows(db, request, { derive });
  return { a, b: id! };
}
