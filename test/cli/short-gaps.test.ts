/** A gap of less than a metre: no list and no page says that it is none. */
import { describe, expect, it } from 'vitest';
import { KEY, line, load, part } from './../district/small-district.ts';
import { command, itemsOf } from '../support/command.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';

describe('a river surveyed but for 0.4 m', async () => {
  const db = await emptiedDatabase(async (db) => {
    await load(db, part('river', 'rivers', [{ key: 'R1', source_id: 's1', name: '短河' }, line([0, 0], [1000, 0])]));
    const survey = { river: 'R1', mode: 'above_water', date: '2023-05-01', from_m: 0.4, to_m: 900 };
    const rest = { ...survey, from_m: 900, to_m: 2000 };
    await load(
      db,
      part('surveys', 'surveys', [{ source_id: 'v1', ...survey }, null], [{ source_id: 'v2', ...rest }, null]),
    );
  });

  it('is listed with its length, and printed with it', async () => {
    const { items } = { items: itemsOf((await command(db, 'gaps --mode above_water --format json')).out) };
    expect(items.map(({ length_m }: { length_m: number }) => length_m)).toEqual([0.4]);
    const table = (await command(db, 'gaps --mode above_water')).out;
    expect(table).toContain('0.400');
    expect(table).toContain('其中短于 20 米的缺口 1 处，共 0.4 米');
    const without = (await command(db, 'gaps --mode above_water --min-length-m 20')).out;
    expect(without).toContain('未列出短于 20 米的缺口 1 处，共 0.4 米');
    expect(without).not.toContain('其中短于');
    const page = (await command(db, `report coverage --mode above_water --format html --district ${KEY}`)).out;
    expect(page).toContain('<b>0.4 m</b>'); // the list beside the map
    expect(page).toContain('longest gap 0.4 m');
    expect(page).toContain('最长 0.4 m'); // what a strip says
    expect(page).toContain('<td class="g">0.0004</td>');
    expect(page).toContain('0.0004 km');
    expect(page).not.toMatch(/\b0 m\b|<td class="g">0\.000</);
  });
});
