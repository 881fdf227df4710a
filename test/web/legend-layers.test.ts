import { describe, expect, it } from 'vitest';
import { DEFAULT_LAYERS } from '../../tiles/manifest.ts';
import { hasPlainRivers, undrawnIn } from '../../web/style/legend-layers.ts';

const ROWS = [
  ...['once', 'bridged', 'repeated', 'gap', 'above-only', 'under-done', 'type:industrial', 'progress:suspect'],
  ...['zone:1', 'zone:other', 'intakes', 'towns', 'areas', 'labels', 'sewer:storm'],
];
const drawn = (layers?: string[]) => ROWS.filter((row) => !undrawnIn(layers).includes(row));

describe('rows of the legend, where a share is of some layers', () => {
  it('are all where it is of none in particular, and of what the viewer draws', () => {
    expect(drawn()).toEqual(ROWS);
    expect(drawn([...DEFAULT_LAYERS])).toEqual(ROWS);
  });

  it('are those of what is drawn', () => {
    expect(drawn(['rivers', 'gaps'])).toEqual(['gap', 'labels']); // rivers bring their names
    expect(drawn(['gaps'])).toEqual(['gap']);
    expect(drawn(['rivers', 'coverage'])).toEqual([
      'once',
      'bridged',
      'repeated',
      'above-only',
      'under-done',
      'labels',
    ]);
    expect(drawn(['outfalls'])).toEqual(['type:industrial', 'progress:suspect', 'labels']);
    expect(drawn(['zones'])).toEqual(['zone:1', 'zone:other']); // intakes are tiles of their own
    expect(drawn(['water_bodies', 'tracks'])).toEqual(['areas']);
  });

  it('have rivers as water alone where these are drawn and no surveyed stretch is', () => {
    const plain = (layers?: string[]) => hasPlainRivers(undrawnIn(layers), layers);
    expect([plain(['rivers', 'gaps']), plain(['gaps']), plain(['rivers', 'coverage']), plain()]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(hasPlainRivers(['once', 'bridged', 'repeated'], undefined)).toBe(true); // an embed always draws them
    expect(hasPlainRivers(['once', 'repeated'], undefined)).toBe(false);
  });
});
