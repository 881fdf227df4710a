/** Requests that Node cannot read as HTTP, or gives up on: no route, hook or handler of the service ever sees them. */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type ProblemBody, problem } from './error-handler.ts';

const REFUSED: Record<string, () => ProblemBody> = {
  HPE_HEADER_OVERFLOW: () =>
    problem(
      431,
      'headers_too_large',
      'Address and headers together are longer than 16 kB.',
      '地址与请求头合计超过 16 kB。',
    ),
  ERR_HTTP_REQUEST_TIMEOUT: () =>
    problem(408, 'request_timeout', 'The request did not come to its end in time.', '请求未在规定时间内发送完毕。'),
};
const malformed = () => problem(400, 'request_malformed', 'This is no HTTP request.', '这不是有效的 HTTP 请求。');

/** Answers on the bare connection, and closes it. */
export function refuseUnread(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const body = (REFUSED[error.code ?? ''] ?? malformed)();
  if (socket.writable) socket.write(`${headOf(body)}\r\n\r\n${JSON.stringify(body)}`);
  socket.destroy(error);
}

function headOf(body: ProblemBody): string {
  const head = [
    `HTTP/1.1 ${body.status} ${STATUS_CODES[body.status]}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(JSON.stringify(body))}`,
    'Connection: close',
  ];
  return head.join('\r\n');
}
