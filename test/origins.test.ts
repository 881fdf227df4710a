/** Lists of sites in the configuration: read as an administrator writes them, and refused where they could never match. */
import { describe, expect, it } from 'vitest';
import { readConfig } from '../server/config.ts';

const origins = (CORS_ORIGINS: string) => readConfig({ CORS_ORIGINS }).corsOrigins;

describe('a list of origins', () => {
  it('is every site, none, or what stands between commas, as browsers write it', () => {
    expect([origins(''), origins(' * '), origins('none')]).toEqual(['*', '*', []]);
    expect(origins('https://a.example, http://B.example:8080')).toEqual(['https://a.example', 'http://b.example:8080']);
  });

  it('refuses what no page has as its origin, and says what would be right', () => {
    for (const wrong of [
      'https://a.example/',
      'https://a.example/maps',
      'https://a.example:443',
      'a.example',
      'https://*.example',
      'https://a.example,',
      'https://a.example,*',
      'file:///maps',
    ])
      expect(() => readConfig({ FRAME_ORIGINS: wrong }), wrong).toThrow(/FRAME_ORIGINS has .*like https:/);
    expect(() => origins('https://a.example/maps')).toThrow(/like https:\/\/a\.example\./);
  });
});
