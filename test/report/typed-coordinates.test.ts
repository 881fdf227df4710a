/** Words of a search read as two numbers and the name of their system. */
import { describe, expect, it } from 'vitest';
import { typedCoordinates } from '../../server/report/typed-coordinates.ts';

const DEGREES = [121.159445, 31.096877];
const METRES = [610623.4, 3442293.3];

describe('coordinates in the words of a search', () => {
  it.each([
    ['121.159445,31.096877', null, DEGREES],
    ['１２１．１５９４４５，３１．０９６８７７', null, DEGREES],
    ['WGS84 121.159445,31.096877', 'WGS84', DEGREES],
    ['WGS 84: 121.159445 31.096877', 'WGS 84', DEGREES],
    ['WGS84 121:09:34.002E 31:05:48.7572N', 'WGS84', DEGREES],
    ['121.159445,31.096877 cgcs2000', 'cgcs2000', DEGREES],
    ['国家2000：121.159445、31.096877', '国家2000', DEGREES],
    ['2000国家大地坐标系 121.159445,31.096877', '2000国家大地坐标系', DEGREES],
    ['ＢＤ－０９　121.159445；31.096877', 'BD-09', DEGREES],
    ['EPSG：4549 610623.4，3442293.3', 'EPSG:4549', METRES],
    ['EPSG: 4549, 610623.4, 3442293.3', 'EPSG: 4549', METRES],
    ['Beijing 1954 610623.4,3442293.3', 'Beijing 1954', METRES],
    ['NAD27 / UTM zone 51N 610623.4,3442293.3', 'NAD27 / UTM zone 51N', METRES],
    ['zzz 3 4', 'zzz', [3, 4]],
  ])('%s', (words, system, pair) => {
    const typed = typedCoordinates(words);
    expect(typed?.system).toBe(system);
    expect(typed?.pair.map((each) => Number(each.toFixed(6)))).toEqual(pair);
  });

  it.each(['zzz 3', '1,2,3', '东经121 09 34 北纬31 05 48', 'N31 05 48 E121 09 34', 'A 3 4', '朱家角镇', ''])(
    'takes "%s" for none',
    (words) => {
      expect(typedCoordinates(words)).toBeUndefined();
    },
  );
});
