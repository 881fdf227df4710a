/** One file on its way in: what was said of it, what the service made of it, how far its import is. */
import type { FileSet } from './file-sets.ts';
import type { Job, Preview } from './import-api.ts';

/** What a person may say of a file; empty texts say nothing. */
export interface Options {
  district: string;
  layer: string;
  source_layer: string;
  crs: string;
  profile: string;
  /** The rule that makes rows of a wide table. */
  unpivot: string;
  control_crs: string;
  control: File | null;
  /** field → column; an empty column leaves the field out. */
  map: Readonly<Record<string, string>>;
  /** field → value of the rows that say nothing of it. */
  set: Readonly<Record<string, string>>;
}

export interface Work {
  set: FileSet;
  options: Options;
  preview: Preview | null;
  /** Its columns are in sight: they were so once, or some want a field. */
  isMapping: boolean;
  /** What is under way: the file arrives, is read anew, or is imported. */
  busy: 'upload' | 'read' | 'import' | null;
  /** The import or dry run, running or ended. */
  job: Job | null;
  /** Why the last request was refused, in words. */
  failure: string | null;
}

const TEXTS = ['district', 'layer', 'source_layer', 'crs', 'profile', 'unpivot'] as const;

export function newWork(set: FileSet, district: string): Work {
  const options = Object.fromEntries(TEXTS.map((name) => [name, ''])) as Record<(typeof TEXTS)[number], string>;
  return {
    set,
    options: { ...options, district, control_crs: '', control: null, map: {}, set: {} },
    preview: null,
    isMapping: false,
    busy: null,
    job: null,
    failure: null,
  };
}

/** The options as the form of an upload. */
export function formOf(options: Options, more: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData();
  for (const name of TEXTS) if (options[name] !== '') form.append(name, options[name]);
  for (const [field, column] of Object.entries(options.map)) form.append('map', `${field}=${column}`);
  for (const [field, value] of Object.entries(options.set)) form.append('set', `${field}=${value}`);
  for (const [name, value] of Object.entries(more)) form.append(name, value);
  if (!options.control) return form;
  if (options.control_crs !== '') form.append('control_crs', options.control_crs);
  form.append('control', options.control);
  return form;
}

/** The mapping after a column is given to a field, or to none ('' ): the field's column and the column's field give way. */
export function remapped(preview: Preview, map: Options['map'], column: string, field: string): Options['map'] {
  const before = Object.entries(preview.mapping).filter(([name, taken]) => taken === column && name !== field);
  const freed = Object.fromEntries(before.map(([name]) => [name, '']));
  return { ...map, ...freed, ...(field !== '' && { [field]: column }) };
}

/** Whether an import of it ended well and stays. */
export const isImported = ({ job }: Work): boolean => job?.state === 'done' && job.result?.dry_run === false;
