/** `atlas import FILE --layer L`: a file into the register, or with --fields what a layer can take. */
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { derive } from '../district/derive/derive.ts';
import { getDistrict, listDistricts } from '../district/district.ts';
import { DomainError } from '../errors.ts';
import { readControlFile } from '../import/control-file.ts';
import { LAYER_NAMES, type LayerName } from '../import/fields.ts';
import { importFile } from '../import/import.ts';
import { getProfile, saveProfile, settingsOf, withProfile } from '../import/profiles.ts';
import type { BatchReport, Defaults, FileRequest } from '../import/request.ts';
import { parseMap, parseSet, parseUtcOffset, parseWhere } from '../import/request-text.ts';
import { parseUnpivot, type UnpivotRule } from '../import/rows/unpivot.ts';
import type { CommandContext } from './context.ts';
import { batchReport } from './import-reports.ts';
import { printLayerFields } from './layer-fields.ts';
import { stepProgress } from './progress.ts';
import { wrongValue } from './usage-refusal.ts';

interface ImportOptions {
  set: Defaults;
  mode?: string;
  method?: string;
  crew?: string;
  date?: string;
  layer?: LayerName;
  district?: string;
  map: Record<string, string>;
  where: { column: string; value: string }[];
  dryRun?: boolean;
  /** True when the flag stands alone. */
  fields?: LayerName | true;
  crs?: string;
  control?: string;
  controlCrs?: string;
  sourceLayer?: string;
  unpivot?: UnpivotRule;
  profile?: string;
  saveProfile?: string;
  forAllDistricts?: boolean;
  utcOffset?: number;
  author: string;
  format: 'table' | 'json';
}

export function importCommand(context: CommandContext): Command {
  return new Command('import')
    .description(
      'load a file into a layer of the register: GeoPackage, GeoJSON, Shapefile, CSV, XLSX, KML, GPX and others',
    )
    .argument('[file]', 'the file; of a shapefile the .shp')
    .addOption(new Option('--layer <layer>', 'what the rows are').choices(LAYER_NAMES))
    .option('--district <key>', 'the district; made when it is new; may be left out when there is one')
    .option('--map <field=COLUMN,...>', 'which column fills which field; field= leaves a field out', collectMap, {})
    .option('--where <FIELD=VALUE>', 'only rows whose column has this value; repeatable', collectWhere, [])
    .option('--source-layer <name>', 'the layer inside the file, where it has several')
    .option('--crs <crs>', 'EPSG:n, WGS84, CGCS2000, gcj02, bd09, PROJ string or WKT; counts before what the file says')
    .option(
      '--control <file>',
      'CSV of points known twice: from_x,from_y,to_lon,to_lat or to_x,to_y with --control-crs',
    )
    .option('--control-crs <crs>', 'the system of to_x, to_y')
    .option('--set <field=VALUE>', 'a value for rows that say nothing of this field; repeatable', collectSet, {})
    .option('--mode <mode>', 'above_water or under_water, for surveys that do not say')
    .option('--method <text>', 'how it was surveyed, where rows do not say')
    .option('--crew <name>', 'who surveyed, where rows do not say')
    .option('--date <date>', 'the day of the survey, where rows do not say')
    .option('--utc-offset <minutes>', 'local time minus UTC of a district outside China', parseMinutes)
    .option(
      '--unpivot <NAME=PATTERN|PATTERN,...>',
      'a wide table: columns of our name, {n} where they count, as lat="Outfall {n} Latitude"',
      collectUnpivot,
    )
    .option('--profile <name>', 'read the file as this saved profile says; other options go before it')
    .option('--save-profile <name>', 'keep what this import used under this name once a row was taken')
    .option('--for-all-districts', 'the profile kept is for every district')
    .option('--author <name>', 'who stands in the history', 'cli')
    .option('--dry-run', 'check and count everything, keep nothing')
    .addOption(new Option('--fields [layer]', 'print the fields of a layer instead').choices(LAYER_NAMES))
    .addOption(new Option('--format <name>', 'how to print the answer').choices(['table', 'json']).default('table'))
    .action((file: string | undefined, options: ImportOptions, command: Command) => {
      const layer = typeof options.fields === 'string' ? options.fields : options.layer;
      if (layer === undefined && (options.profile === undefined || options.fields))
        command.error(`error: name the layer with --layer: ${LAYER_NAMES.join(', ')}`);
      if (options.fields) return context.out(printLayerFields(layer!, options.format));
      return runImport(context, file, { ...options, layer });
    });
}

function collectMap(text: string, before: Record<string, string>): Record<string, string> {
  return { ...before, ...asUsage(() => parseMap(text)) };
}

function collectSet(text: string, before: Defaults): Defaults {
  return { ...before, ...asUsage(() => parseSet(text)) };
}

function collectWhere(text: string, before: { column: string; value: string }[]): { column: string; value: string }[] {
  return [...before, asUsage(() => parseWhere(text))];
}

function collectUnpivot(text: string, before: UnpivotRule | undefined): UnpivotRule {
  return { ...before, ...asUsage(() => parseUnpivot(text)) };
}

function parseMinutes(text: string): number {
  return asUsage(() => parseUtcOffset(text));
}

/** An option that cannot be read is wrong usage, not a refusal. */
function asUsage<Value>(parse: () => Value): Value {
  try {
    return parse();
  } catch (error) {
    throw error instanceof DomainError ? wrongValue(error.message, error.messageZh) : error;
  }
}

async function runImport(context: CommandContext, file: string | undefined, options: ImportOptions): Promise<void> {
  if (file === undefined) throw new DomainError('file_needed', 'Name the file to import.', '请给出要导入的文件。');
  const db = await context.open();
  const key = options.district ?? (await onlyDistrict(db));
  const control = options.control && (await readControlFile(resolve(context.cwd, options.control), options.controlCrs));
  const profile = options.profile === undefined ? undefined : await getProfile(db, key, options.profile);
  const layer = options.layer ?? profile!.layer;
  const asked = { ...requestOf(resolve(context.cwd, file), key, { ...options, layer }), ...(control && { control }) };
  const request = profile ? withProfile(asked, profile) : asked;
  const report = await importFile(db, request, { derive, progress: stepProgress(context) });
  const isAllRejected = report.rows_rejected > 0 && report.rows_rejected === report.rows_read;
  if (options.saveProfile !== undefined && !options.dryRun && !isAllRejected)
    await keepProfile(context, request, report, options);
  if (report.repeated) context.err(repeatedText(report));
  context.out(options.format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : batchReport(report));
  if (isAllRejected) throw allRejected(report);
}

/** What was kept out for want of a river or town may have it by now. */
function repeatedText({ id, rows_rejected }: BatchReport): string {
  const en =
    rows_rejected > 0 ? `; to try its ${rows_rejected} rejected rows again: atlas undo ${id}, then import` : '';
  const zh = rows_rejected > 0 ? `；要重试当时被拒的 ${rows_rejected} 行：先 atlas undo ${id}，再导入` : '';
  return `already imported as batch ${id}; nothing changed${en}\n此前已作为第 ${id} 批导入，未作改动${zh}\n`;
}

/** The batch stays with its issues, so that the rows can be mended; a script must not take it for done. */
function allRejected({ id, rows_read }: BatchReport): DomainError {
  return new DomainError(
    'all_rows_rejected',
    `None of the ${rows_read} rows was taken${id === null ? '' : `; batch ${id} keeps them and the reasons`}.`,
    `${rows_read} 行均未导入${id === null ? '' : `；原行与原因保存在第 ${id} 批`}。`,
  );
}

async function keepProfile(
  context: CommandContext,
  request: FileRequest,
  { mapping, district }: BatchReport,
  { saveProfile: name = '', forAllDistricts, author }: ImportOptions,
): Promise<void> {
  const place = { name, district: forAllDistricts ? null : district, author };
  await saveProfile(await context.open(), { ...settingsOf(request, mapping), ...place });
  context.err(`profile ${name} saved\n方案 ${name} 已保存\n`);
}

async function onlyDistrict(db: Parameters<typeof getDistrict>[0]): Promise<string> {
  if ((await listDistricts(db)).length > 0) return (await getDistrict(db)).key;
  throw new DomainError(
    'district_needed',
    'No district is loaded yet: name the one to make with --district KEY (a GB/T 2260 code or 1 to 16 of a-z, 0-9, -).',
    '库中还没有辖区：请用 --district 给出要建立的辖区代码（GB/T 2260 代码，或 1 至 16 个小写字母、数字、-）。',
  );
}

function requestOf(file: string, key: string, options: ImportOptions & { layer: LayerName }): FileRequest {
  const { layer, crs, sourceLayer, where, unpivot, dryRun, author, mode, method, crew, date } = options;
  const named = Object.entries({ mode, method, crew, date }).filter(([, value]) => value !== undefined);
  return {
    file,
    district: { key, utcOffsetMinutes: options.utcOffset },
    layer,
    mapping: options.map,
    crs,
    sourceLayer,
    where,
    unpivot,
    dryRun,
    author,
    defaults: { ...options.set, ...(Object.fromEntries(named) as Defaults) },
  };
}
