/** A file of control points, as the command line and uploads bring it. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { DomainError } from '../errors.ts';
import type { ControlRequest } from './crs-control.ts';
import { decodeText } from './formats/text.ts';

const LIMIT_BYTES = 1_000_000; // twenty thousand points; who has more has a grid file

/** @throws DomainError file_not_found, control_too_large */
export async function readControlFile(path: string, crs: string | undefined): Promise<ControlRequest> {
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) throw new DomainError('file_not_found', `there is no file ${path}`, `找不到文件 ${path}`, 404);
  const name = basename(path);
  if (bytes.length > LIMIT_BYTES)
    throw new DomainError(
      'control_too_large',
      `${name} has more than ${LIMIT_BYTES / 1e6} MB: a table of control points is meant`,
      `${name} 超过 ${LIMIT_BYTES / 1e6} MB：应为控制点表`,
    );
  return { name, text: decodeText(bytes).text, ...(crs !== undefined && { crs }) };
}
