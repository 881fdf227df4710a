/** How deep a JSON text nests, told before it is parsed. */
import { describe, expect, it } from 'vitest';
import { nestsDeeperThan } from '../../server/import/formats/json/depth.ts';

const deep = (levels: number, inner = '') => '[{"a":'.repeat(levels / 2) + inner + '}]'.repeat(levels / 2);

describe('the nesting of a JSON text', () => {
  it('counts objects and arrays alike, whatever closed before', () => {
    expect(nestsDeeperThan(deep(64, '1'), 64)).toBe(false);
    expect(nestsDeeperThan(deep(64, '[]'), 64)).toBe(true);
    expect(nestsDeeperThan(`[${'[],'.repeat(1000)}0]`, 2)).toBe(false);
    expect(nestsDeeperThan('[[],'.repeat(65), 64)).toBe(true);
  });

  it('does not count brackets in strings, escaped quotes or not', () => {
    expect(nestsDeeperThan('["[[[[","\\"[[[","\\\\",1]', 1)).toBe(false);
    expect(nestsDeeperThan('["\\\\",[1]]', 1)).toBe(true);
    expect(nestsDeeperThan('["never closed [[[', 1)).toBe(false);
  });
});
