/** A multipart form streamed into a folder of its own, within limits; the folder goes when the import has ended. */
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../errors.ts';
import { makeUploadFolder } from './upload-folder.ts';
import { malformed, notMultipart, refusalOf, TooLarge, tooLarge, tooSlow } from './upload-refusals.ts';

/** Values of the form's fields, in the order they came. */
export type Form = Map<string, string[]>;

export interface Upload {
  form: Form;
  /** Absolute paths. */
  files: string[];
  /** Where the part `control` lies, a table of control points. */
  control?: string;
  discard(): Promise<void>;
}

export interface UploadLimits {
  bytes: number;
  seconds: number;
}

const FILES = 8; // a shapefile is four or five
const FIELDS = 40;
const FIELD_BYTES = 16_384;
const NAME_BYTES = 200; // file systems take 255

/** @throws DomainError upload_timeout (408), upload_too_large (413), upload_not_multipart (415), upload_malformed, upload_name, upload_no_space (507) */
export async function receiveUpload(request: FastifyRequest, { bytes, seconds }: UploadLimits): Promise<Upload> {
  if (!request.isMultipart()) throw notMultipart();
  if (Number(request.headers['content-length'] ?? 0) > bytes + FIELDS * FIELD_BYTES) throw tooLarge(bytes);
  const folder = await makeUploadFolder();
  const upload: Upload = { form: new Map(), files: [], discard: () => rm(folder, { recursive: true, force: true }) };
  const late = lateAfter(seconds);
  try {
    await Promise.race([takeParts(request, { bytes, folder, upload }), late.comes]);
    return upload;
  } catch (error) {
    request.raw.unpipe().resume(); // what still comes is not looked at any more
    await upload.discard();
    throw refusalOf(error, bytes);
  } finally {
    late.clear();
  }
}

/** A body that has stopped coming wakes nobody: the clock does. */
function lateAfter(seconds: number): { comes: Promise<never>; clear(): void } {
  let timer: NodeJS.Timeout;
  const comes = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooSlow(seconds)), seconds * 1000);
  });
  return { comes, clear: () => clearTimeout(timer) };
}

interface Taking {
  bytes: number;
  folder: string;
  upload: Upload;
}

async function takeParts(request: FastifyRequest, { bytes, folder, upload }: Taking): Promise<void> {
  const limits = { fileSize: bytes, files: FILES, fields: FIELDS, fieldSize: FIELD_BYTES, headerPairs: 20 };
  let left = bytes;
  for await (const part of request.parts({ limits })) left -= await takePart(part, folder, upload);
  if (left < 0) throw tooLarge(bytes);
}

/** @returns the bytes of its file */
async function takePart(part: Multipart, folder: string, upload: Upload): Promise<number> {
  if (part.type === 'file') return takeFile(part, folder, upload);
  if (part.valueTruncated || typeof part.value !== 'string')
    throw malformed({ zh: `字段 ${part.fieldname} 过长`, en: `the field ${part.fieldname} is too long` });
  const before = upload.form.get(part.fieldname) ?? [];
  upload.form.set(part.fieldname, [...before, part.value]);
  return 0;
}

async function takeFile(part: MultipartFile, folder: string, upload: Upload): Promise<number> {
  const isControl = part.fieldname === 'control';
  const path = join(folder, isControl ? 'control' : '', plainName(part.filename));
  if (isControl ? upload.control !== undefined : upload.files.includes(path))
    throw malformed(
      isControl
        ? { zh: 'control 重复', en: 'control came more than once' }
        : { zh: '有两个文件同名', en: 'two of its files have the same name' },
    );
  if (isControl) await mkdir(join(folder, 'control'));
  if (isControl) upload.control = path;
  else upload.files.push(path);
  await pipeline(part.file, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  // at once: the rest of a body that is too large anyway is not waited for
  if (part.file.truncated) throw new TooLarge();
  return part.file.bytesRead;
}

/** The last part of whatever path the client wrote, without what file systems or terminals take for more than a letter. */
function plainName(given: string | undefined): string {
  const last = (given ?? '').normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const name = last.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim();
  if (name !== '' && !name.startsWith('.') && Buffer.byteLength(name) <= NAME_BYTES) return name;
  throw new DomainError(
    'upload_name',
    'A file of the form needs a name of 1 to 200 bytes that does not begin with a dot.',
    '表单中的文件须有 1 至 200 字节的文件名，且不能以点开头。',
  );
}
