/** What the database would not have of an import although its rows passed every check: a refusal with words, never a bare error. */
import { DomainError } from '../errors.ts';

const SQLSTATE = /^[0-9A-Z]{5}$/;
const SAID_LIMIT = 300; // characters

/** The refusal for an error of the database itself; anything else as it is. The error is its cause, so logs have all of it. */
export function refusedByDatabase(error: unknown, fileName: string): unknown {
  if (!(error instanceof Error) || error instanceof DomainError) return error;
  const { code, name, message } = error as Error & { code?: unknown };
  const isOfServer = typeof code === 'string' && SQLSTATE.test(code) && 'severity' in error;
  if (!isOfServer && name !== 'StatementLost') return error;
  const said = `${message.slice(0, SAID_LIMIT)}${isOfServer ? ` [${code}]` : ''}`;
  return new DomainError(
    'database_refused',
    `The database would not take what was made of ${fileName}: "${said}". Nothing was changed; no row of the file is known to be wrong. Please pass these words on to whoever looks after the service.`,
    `数据库未能接受由 ${fileName} 生成的数据：“${said}”。未作任何更改，也未发现文件中哪一行有误；请将本提示转交系统维护人员。`,
    500,
    { cause: error },
  );
}
