/** Why an upload is refused, in words and codes. */
import { DomainError } from '../../errors.ts';

/** Thrown inside the parser's stream, where the limit is not known. */
export class TooLarge extends Error {}

/** What the parser throws is the client's fault, except what the disk says. */
export function refusalOf(error: unknown, bytes: number): unknown {
  if (error instanceof DomainError) return error;
  const { code = '', syscall, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC')
    return new DomainError('upload_no_space', 'The disk for uploads is full.', '上传磁盘已满。', 507, { cause: error });
  if (syscall !== undefined) return error;
  if (error instanceof TooLarge || code === 'FST_REQ_FILE_TOO_LARGE') return tooLarge(bytes);
  if (code.endsWith('_LIMIT')) return malformed({ zh: `文件或字段过多：“${message}”`, en: message }, 413);
  return malformed({ zh: `不是完好的 multipart/form-data：“${message}”`, en: message });
}

export function tooSlow(seconds: number): DomainError {
  return new DomainError(
    'upload_timeout',
    `The upload took longer than ${seconds} s to arrive and was stopped; nothing was changed.`,
    `上传超过 ${seconds} 秒仍未完成，已停止，未作任何更改。`,
    408,
  );
}

export function tooLarge(bytes: number): DomainError {
  const limit = Math.floor(bytes / (1024 * 1024));
  return new DomainError(
    'upload_too_large',
    `An upload may have ${limit} MB; use the command line for larger files, or split them.`,
    `上传上限为 ${limit} MB；更大的文件请用命令行导入或拆分。`,
    413,
  );
}

export function malformed({ zh, en }: { zh: string; en: string }, status = 400): DomainError {
  return new DomainError('upload_malformed', `The form cannot be read: ${en}.`, `表单无法读取：${zh}。`, status);
}

export function notMultipart(): DomainError {
  return new DomainError(
    'upload_not_multipart',
    'Send the file as multipart/form-data.',
    '请以 multipart/form-data 发送文件。',
    415,
  );
}
