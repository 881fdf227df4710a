/** SQLSTATE to refusal: what SQL raises on purpose reaches people as a sentence with a code. */
import { DomainError } from '../errors.ts';

interface SqlError {
  code?: string;
  message: string;
  detail?: string;
  constraint?: string;
}

/** Connection failures and refusals become DomainErrors; anything else is a bug and stays what it is. */
export function toDomainError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof DomainError) return error;
  const { code, message, detail } = error as SqlError;
  if (code?.startsWith('OA')) return refusedBySql(message, detail, error);
  if (UNREACHABLE.test(code ?? '') || LOST.test(message))
    return new DomainError(
      'database_unreachable',
      `The database does not answer: ${message || code}.`,
      `数据库没有响应：${message || code}。`,
      503,
      { cause: error },
    );
  return error;
}

const UNREACHABLE = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|08...|28...|3D000|57P0[123])$/;
const LOST = /^Connection terminated/; // the driver's own words, without a code

/**
 * SQL functions raise with `errcode = 'OAnnn'`, the stable code before a colon in the message and the Chinese
 * sentence as detail: `raise exception 'no_such_district: …' using errcode = 'OA001', detail = '…'`.
 */
function refusedBySql(message: string, detail: string | undefined, cause: Error): DomainError {
  const [, code, sentence] = /^([a-z_]+): (.*)$/s.exec(message) ?? [undefined, 'refused_by_database', message];
  return new DomainError(code, sentence, detail ?? sentence, 409, { cause });
}
