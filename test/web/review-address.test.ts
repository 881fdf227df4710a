/** The address of the review page, read and written. */
import { describe, expect, it } from 'vitest';
import { formatReview, parseReview } from '../../web/review/review-address.ts';

describe('the address of the review page', () => {
  it.each([
    '',
    'district=demo&kind=link&item=link-12',
    'kind=duplicate&state=decided&lang=en',
    'district=demo&tab=quality',
    'lang=en&theme=dark',
  ])('reads back what it wrote: %s', (query) => {
    expect(formatReview(parseReview(query))).toBe(query);
  });

  it('passes over what it does not know', () => {
    expect(parseReview('kind=river&state=closed&tab=map&lang=fr&theme=blue&item=')).toEqual(parseReview(''));
  });
});
