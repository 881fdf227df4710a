/** A report as a page of rows, or whole as a file. */
import type { FastifyReply } from 'fastify';
import { type TSchema, Type } from 'typebox';
import type { District } from '../district/district.ts';
import type { VersionOf } from '../report/data-version.ts';
import { reportFileName } from '../report/file-name.ts';
import { getFormat } from '../report/render/formats.ts';
import type { Report } from '../report/report.ts';
import { oneOf } from './schemas.ts';

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const Text = Type.Unsafe<string>({ type: 'string' });

const PER_PAGE = { description: 'json: page by page; others: all of it as a file.' };
export const FileFormat = oneOf(['json', 'csv', 'xlsx', 'geojson', 'html'], PER_PAGE);
/** Of reports with lines or places that a crew takes along. */
export const CrewFormat = oneOf(['json', 'csv', 'xlsx', 'geojson', 'gpx', 'kml', 'html'], PER_PAGE);

/** The 200 of a route that answers rows as JSON and all of them as a file. */
export function rowsOrFile<Rows extends TSchema>(rows: Rows) {
  return {
    description: 'Rows page by page, or all of them as a file',
    content: {
      'application/json': { schema: rows },
      'application/geo+json': { schema: Text },
      'text/csv': { schema: Text },
      'text/html': { schema: Text },
      [SHEET]: { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) },
    },
  };
}

/** The same with what receivers and Google Earth read. */
export function rowsOrCrewFile<Rows extends TSchema>(rows: Rows) {
  const { description, content } = rowsOrFile(rows);
  const crew = { 'application/gpx+xml': { schema: Text }, 'application/vnd.google-earth.kml+xml': { schema: Text } };
  return { description, content: { ...content, ...crew } };
}

/**
 * Rows of a CSV have no place for what they were made from: it says the data version in the file's name and a header, as every
 * format does, the version its figures were derived from while edits by hand wait, and what was not checked; the others hold
 * the report's notes too.
 * @throws DomainError `no_geometry` for a report that has none to give.
 */
export async function reportFile(
  reply: FastifyReply,
  report: Report,
  format: string,
  name: string,
  district: Pick<District, 'key'> & VersionOf,
) {
  const { mediaType, render } = getFormat(format);
  const file = await render(report);
  reply.type(mediaType).header('x-data-version', String(district.version));
  if (district.recomputing) reply.header('x-derived-version', String(district.derivedVersion));
  if (report.notChecked?.length) reply.header('x-not-checked', report.notChecked.join(','));
  // a page is to be looked at, files are to be kept
  if (format !== 'html')
    reply.header('content-disposition', `attachment; filename="${reportFileName(name, district, format, report)}"`);
  return typeof file === 'string' ? file : Buffer.from(file);
}
