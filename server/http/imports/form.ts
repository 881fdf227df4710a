/** The fields of an upload's form, named and written as the options of `atlas import`. */
import { basename, extname } from 'node:path';
import type { Executor } from '../../db/database.ts';
import { getDistrict, listDistricts } from '../../district/district.ts';
import { DomainError } from '../../errors.ts';
import { readControlFile } from '../../import/control-file.ts';
import { LAYER_NAMES, type LayerName } from '../../import/fields.ts';
import type { PreviewRequest } from '../../import/preview/preview.ts';
import { getProfile, withProfile } from '../../import/profiles.ts';
import type { Defaults, FileRequest } from '../../import/request.ts';
import { parseMap, parseSet, parseUtcOffset, parseWhere } from '../../import/request-text.ts';
import { parseUnpivot } from '../../import/rows/unpivot.ts';
import type { Form, Upload } from './upload.ts';

const DEFAULTS = ['mode', 'method', 'crew', 'date'] as const;
const SINGLE = [
  'layer',
  'district',
  'crs',
  'control_crs',
  'source_layer',
  'utc_offset',
  'dry_run',
  'profile',
  'preview',
  ...DEFAULTS,
] as const;
const REPEATED = ['map', 'where', 'set', 'unpivot'] as const;

/** What belongs to a shapefile beside its .shp. */
const BESIDE = new Set(['.dbf', '.shx', '.prj', '.cpg', '.sbn', '.sbx', '.qix', '.xml']);

/** The same, with the layer that an import needs. @throws DomainError as previewRequestOf */
export async function fileRequestOf(db: Executor, upload: Upload, author: string): Promise<FileRequest> {
  const { layer, ...request } = await previewRequestOf(db, upload, author);
  return { ...request, layer: layer ?? layerOf(undefined) };
}

/**
 * @throws DomainError upload_field, upload_file, bad_map, bad_where, bad_set, bad_unpivot, bad_utc_offset, district_needed, profile_unknown,
 * profile_layer, and those of getDistrict
 */
export async function previewRequestOf(
  db: Executor,
  { form, files, control }: Upload,
  author: string,
): Promise<PreviewRequest> {
  refuseUnknown(form);
  const single = (name: (typeof SINGLE)[number]) => form.get(name)?.[0];
  const utcOffset = single('utc_offset');
  if (control === undefined && form.has('control_crs'))
    throw badField('control_crs goes with a file part named control', 'control_crs 须与名为 control 的文件一起提交');
  const district = single('district') ?? (await onlyDistrict(db));
  const name = single('profile');
  const profile = name === undefined ? undefined : await getProfile(db, district, name);
  const layer = single('layer') ?? profile?.layer;
  const request: PreviewRequest = {
    file: mainFile(files),
    ...(layer !== undefined && { layer: layerOf(layer) }),
    district: {
      key: district,
      utcOffsetMinutes: utcOffset === undefined ? undefined : parseUtcOffset(utcOffset),
    },
    mapping: Object.assign({}, ...(form.get('map') ?? []).map(parseMap)),
    where: (form.get('where') ?? []).map(parseWhere),
    crs: single('crs'),
    ...(control !== undefined && { control: await readControlFile(control, single('control_crs')) }),
    sourceLayer: single('source_layer'),
    dryRun: isTrue(single('dry_run')),
    unpivot: form.has('unpivot') ? Object.assign({}, ...form.get('unpivot')!.map(parseUnpivot)) : undefined,
    defaults: defaultsOf(form),
    author,
  };
  return profile ? withProfile({ ...request, layer: layerOf(layer) }, profile) : request;
}

function refuseUnknown(form: Form): void {
  const known: readonly string[] = [...SINGLE, ...REPEATED];
  for (const [name, values] of form) {
    if (!known.includes(name))
      throw badField(
        `there is no field "${name}"; known: ${known.join(', ')}`,
        `没有字段“${name}”，可用：${known.join('、')}`,
      );
    if (values.length > 1 && !(REPEATED as readonly string[]).includes(name))
      throw badField(`the field ${name} came more than once`, `字段 ${name} 重复`);
  }
}

/** @throws DomainError upload_field */
function layerOf(name: string | undefined): LayerName {
  if (name !== undefined && (LAYER_NAMES as readonly string[]).includes(name)) return name as LayerName;
  throw badField(`layer must be one of ${LAYER_NAMES.join(', ')}`, `layer 应为 ${LAYER_NAMES.join('、')} 之一`);
}

function isTrue(text: string | undefined): boolean {
  if (text === undefined || text === 'false') return false;
  if (text === 'true') return true;
  throw badField('dry_run must be true or false', 'dry_run 应为 true 或 false');
}

function defaultsOf(form: Form): Defaults {
  const named = DEFAULTS.flatMap((name) => (form.has(name) ? [[name, form.get(name)![0]]] : []));
  return Object.assign({}, ...(form.get('set') ?? []).map(parseSet), Object.fromEntries(named));
}

/** The one file, or of several the one that the others stand beside. */
function mainFile(files: readonly string[]): string {
  const main = files.filter((file) => !BESIDE.has(extname(file).toLowerCase()));
  const [file] = main.length === 0 && files.length === 1 ? files : main;
  if (main.length <= 1 && file !== undefined) return file;
  const names = files.map((each) => basename(each)).join(', ');
  throw new DomainError(
    'upload_file',
    `Send one file, or one .shp with its .dbf, .shx, .prj and .cpg, or a zip of the files that belong together (MapInfo .tab, .mif and theirs); there came: ${names || 'none'}.`,
    `请上传一个文件，或一个 .shp 及其 .dbf、.shx、.prj、.cpg，或将同属一份的文件（如 MapInfo 的 .tab、.mif 及其附属文件）打成一个 zip；收到：${names || '没有文件'}。`,
  );
}

async function onlyDistrict(db: Executor): Promise<string> {
  if ((await listDistricts(db)).length > 0) return (await getDistrict(db)).key;
  throw new DomainError(
    'district_needed',
    'No district is loaded yet: name the one to make in the field district.',
    '库中还没有辖区：请在 district 字段给出要建立的辖区代码。',
  );
}

export function badField(en: string, zh: string): DomainError {
  return new DomainError('upload_field', `${en}.`, `${zh}。`);
}
