/** Every failure leaves as RFC 9457 application/problem+json with a stable code. */
import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../errors.ts';
import { learnMethods, type MethodsOf } from './other-methods.ts';
import { problemPage, wantsPage } from './problem-page.ts';
import { sentencesOf } from './validation-problem.ts';
import { addVary } from './vary.ts';

export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  detail_zh?: string;
}

/** Refusals keep their sentence; a bug says nothing of itself to the client and everything to the log. Tells what addresses are for. */
export function useProblems(app: FastifyInstance): MethodsOf {
  const methodsOf = learnMethods(app);
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOf(error);
    if (problem.status >= 500) request.log.error({ err: error }, 'request failed');
    return sendProblem(reply, problem);
  });
  app.setNotFoundHandler((request: FastifyRequest, reply) => {
    const methods = methodsOf(request.url.replace(/\?.*$/, ''));
    return sendProblem(reply, methods.length > 0 ? refuseMethod(request, reply, methods) : nothingAt(request.url));
  });
  return methodsOf;
}

export const nothingAt = (url: string): ProblemBody =>
  problem(404, 'not_found', `There is nothing at ${url}.`, `没有找到 ${url}。`);

function refuseMethod({ method, url }: FastifyRequest, reply: FastifyReply, methods: readonly string[]): ProblemBody {
  reply.header('allow', methods.join(', '));
  const en = `${url} is for ${methods.join(', ')}, not for ${method}.`;
  return problem(405, 'method_not_allowed', en, `${url} 只接受 ${methods.join('、')}，不接受 ${method}。`);
}

/** Addresses that no route is even asked for: malformed or too long. */
export function refuseAddress(error: FastifyError, _request: unknown, reply: FastifyReply): void {
  const status = error.statusCode ?? 400;
  sendProblem(reply, problem(status, 'address_invalid', `${error.message}.`, '地址无效。'));
}

export function sendProblem(reply: FastifyReply, body: ProblemBody): FastifyReply {
  if (body.status === 401) reply.header('www-authenticate', 'Bearer realm="outfall-atlas"');
  addVary(reply.code(body.status), 'accept');
  if (wantsPage(reply.request.headers.accept)) return reply.type('text/html; charset=utf-8').send(problemPage(body));
  // a string, so that no response schema of the route drops members
  return reply.type('application/problem+json; charset=utf-8').send(JSON.stringify(body));
}

export function problem(status: number, code: string, detail: string, detailZh?: string): ProblemBody {
  return {
    type: `urn:outfall-atlas:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    detail,
    detail_zh: detailZh,
  };
}

const REFUSED_ZH: Record<string, string> = {
  FST_ERR_CTP_INVALID_JSON_BODY: '请求体不是有效的 JSON',
  FST_ERR_CTP_EMPTY_JSON_BODY: '请求体为空，应为 JSON',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: '不支持请求体的 Content-Type',
  FST_ERR_CTP_BODY_TOO_LARGE: '请求体过大',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: '请求体长度与 Content-Length 不符',
};

/** What fastify refuses by itself; its own words stay a quotation. */
function refusedZh({ code, message }: FastifyError): string {
  return `请求被拒绝：${REFUSED_ZH[code] ?? '服务器无法接受'}（“${message}”）。`;
}

/** What an error says to the client. */
export function problemOf(error: FastifyError | DomainError): ProblemBody {
  if (error instanceof DomainError) return problem(error.status, error.code, error.message, error.messageZh);
  if ('validation' in error && error.validation) {
    const { en, zh } = sentencesOf(error);
    return problem(400, 'request_invalid', en, zh);
  }
  const status = error.statusCode ?? 500;
  if (status === 429) return problem(429, 'too_many_requests', error.message, '请求过于频繁，请稍后再试。');
  if (status < 500) return problem(status, 'request_refused', error.message, refusedZh(error));
  return problem(500, 'internal_error', 'The server failed; its log says why.', '服务器内部错误，详见日志。');
}
