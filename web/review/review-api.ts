/** What the review page asks of the service, with the editor's token where there is one. */
import type { FeatureCollection } from 'geojson';
import { ask } from '../api/token.ts';
import type { Listing } from '../api/types.ts';

export interface Candidate {
  route?: number;
  river?: string | null;
  measure_m?: number;
  distance_m: number | null;
  offset_m?: number;
  bank?: string | null;
  agrees?: boolean;
  outfall?: number;
  code?: string | null;
  name?: string | null;
}

export interface Review {
  id: string;
  kind: 'link' | 'flag' | 'duplicate';
  state: 'open' | 'decided';
  outfall: number;
  code: string | null;
  name: string | null;
  town: string | null;
  river: string | null;
  route: number | null;
  reason_zh: string;
  reason_en: string;
  candidates: Candidate[];
  zone: string | null;
  level: string | null;
  relation: string | null;
  distance_m: number | null;
  consequence: string;
  consequence_zone: string | null;
  consequence_m: number | null;
  decision: string | null;
  decided_at: string | null;
  seen: string;
  reviewer?: string | null;
  why?: string | null;
}

export type ReviewWithMap = Review & { map: FeatureCollection };

export interface Quality {
  place: string;
  outfalls: number;
  unlinked: number;
  waiting: number;
  reviewed: number;
  reviewed_percent: number | null;
  high: number;
  medium: number;
  low: number;
  recorded: number;
  disagreeing: number;
  disagreeing_percent: number | null;
  offset_median_m: number | null;
  offset_p90_m: number | null;
  offset_greatest_m: number | null;
  offsets: { to_m: number | null; outfalls: number }[];
}

export interface Verdict {
  decision: string;
  route?: number;
  lon?: number;
  lat?: number;
  reason?: string;
  seen?: string;
}

const post = <Answer>(path: string, body: object): Promise<Answer> =>
  ask(path, { method: 'POST', body: JSON.stringify(body) });

export const reviewApi = {
  list: (query: Record<string, string>) => ask<Listing<Review>>(`/api/v1/reviews?${new URLSearchParams(query)}`),
  one: (district: string, id: string) => ask<ReviewWithMap>(`/api/v1/reviews/${id}?district=${district}`),
  quality: (district: string) => ask<Listing<Quality>>(`/api/v1/reviews/quality?district=${district}`),
  /** Whether the token may decide, asked by what needs the same role and changes nothing. @throws ApiError that says which role */
  mayDecide: (district: string) => ask<unknown>(`/api/v1/shares?${new URLSearchParams({ district })}`),
  decide: (district: string, id: string, verdict: Verdict) =>
    post<{ state: string | null }>(`/api/v1/reviews/${id}/decision?district=${district}`, verdict),
  decidePair: (district: string, body: { decision: string; keep: number; other: number; reason?: string }) =>
    post<{ status: string | null }>(`/api/v1/outfall-pairs/decisions?district=${district}`, body),
};
