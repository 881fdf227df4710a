/** What the import room asks of the service, with the editor's token. */
import { ask, send } from '../api/token.ts';
import type { Bbox, Listing, Problem } from '../api/types.ts';
import { eventsOf } from './job-events.ts';

export interface Issue {
  severity: 'error' | 'warning';
  code: string;
  row: number | null;
  field: string | null;
  value: string | null;
  reason_zh: string;
  reason_en: string;
}

export interface Preview {
  preview: string;
  file_name: string;
  format: string;
  source_layers: string[];
  source_layer: string | null;
  source_layer_optional: boolean;
  layer: string | null;
  fields: { name: string; type: string; required: boolean; headers: string[]; values: string[] }[];
  columns: { name: string; samples: string[] }[];
  columns_total: number;
  mapping: Record<string, string>;
  columns_left: string[];
  crs_stated: string | null;
  crs: string | null;
  crs_note: string | null;
  crs_note_zh: string | null;
  crs_candidates: string[];
  unpivot_proposed: string | null;
  rows_read: number;
  rows_kept: number;
  rows_rejected: number;
  is_complete: boolean;
  bounds: Bbox | null;
  features: number;
  is_drawn_whole: boolean;
  tiles: string;
  tiles_maxzoom: number;
  issues_by_code: Record<string, number>;
  issues: Issue[];
  refusal: Problem | null;
}

export interface TrackFixes {
  id: number;
  track: string | null;
  fixes_read: number;
  fixes_kept: number;
  fixes_unsure: number;
  fixes_too_fast: number;
  fixes_outliers: number;
  fixes_thinned: number;
  fixes_alone: number;
  cuts: number;
}

export interface Batch {
  district: string;
  id: number | null;
  layer: string;
  file_name: string;
  rows_read: number;
  rows_new: number;
  rows_changed: number;
  rows_same: number;
  rows_rejected: number;
  author: string;
  created_at: string | null;
  undone_at: string | null;
  dry_run: boolean;
  repeated: boolean;
  issues_by_code: Record<string, number>;
  issues: Issue[];
  tracks: TrackFixes[];
}

export interface Job {
  job: string;
  state: 'waiting' | 'running' | 'done' | 'refused' | 'cancelled' | 'failed';
  step: string | null;
  rows_done: number;
  rows_total: number | null;
  problem: Problem | null;
  result?: Batch | null;
}

export interface Profile {
  name: string;
  layer: string;
}

export interface Undone {
  batch: number;
  rows_removed: number;
  rows_restored: number;
}

const PREVIEWS = '/api/v1/imports/previews';
const JOBS = '/api/v1/imports';
const BATCHES = '/api/v1/batches';

export const importApi = {
  look: (form: FormData, signal?: AbortSignal) => ask<Preview>(PREVIEWS, { method: 'POST', body: form, signal }),
  lookAgain: (id: string, form: FormData, signal?: AbortSignal) =>
    ask<Preview>(`${PREVIEWS}/${id}`, { method: 'PUT', body: form, signal }),
  /** Also while the page is being left. */
  letGo: (id: string) => send(`${PREVIEWS}/${id}`, { method: 'DELETE', keepalive: true }),
  start: (form: FormData) => ask<Job>(JOBS, { method: 'POST', body: form }),
  cancel: (id: string) => send(`${JOBS}/${id}`, { method: 'DELETE' }),
  /** The job at each change, the last time with its result. */
  async *follow(id: string): AsyncGenerator<Job> {
    const { body } = await send(`${JOBS}/${id}/events`);
    for await (const { data } of eventsOf(body!)) yield JSON.parse(data) as Job;
  },
  batches: (district: string) => ask<Listing<Batch>>(`${BATCHES}?district=${district}&limit=10`),
  undo: (district: string, id: number) => ask<Undone>(`${BATCHES}/${id}/undo?district=${district}`, { method: 'POST' }),
  mendable: (district: string, id: number, format: 'csv' | 'xlsx') =>
    send(`${BATCHES}/${id}/issues?district=${district}&format=${format}`).then((response) => response.blob()),
  /** Of a file that is not imported yet. */
  mendableNow: (preview: string, format: 'csv' | 'xlsx') =>
    send(`${PREVIEWS}/${preview}/issues?format=${format}`).then((response) => response.blob()),
  profiles: (district: string) => ask<Listing<Profile>>(`/api/v1/profiles?district=${district}`),
  saveProfile: (district: string, name: string, settings: object) =>
    ask<Profile>(`/api/v1/profiles/${encodeURIComponent(name)}?district=${district}`, {
      method: 'PUT',
      body: JSON.stringify(settings),
    }),
};
