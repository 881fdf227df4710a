/** What is wrong with a parameter, in both languages, from the validator's finding. */
import type { FastifyError } from 'fastify';
import { patternWords } from './patterns.ts';

type Finding = NonNullable<FastifyError['validation']>[number];
type Sentence = (found: Finding['params']) => { en: string; zh: string };

const TYPES_ZH: Record<string, string> = { integer: '整数', number: '数字', string: '文字', boolean: 'true 或 false' };

/** By keyword of JSON Schema; the others are said in the validator's words. */
const SENTENCES: Record<string, Sentence> = {
  enum: ({ allowedValues }) => {
    const values = allowedValues as string[];
    return { en: `must be one of ${values.join(', ')}`, zh: `应为 ${values.join('、')} 之一` };
  },
  type: ({ type }) => ({ en: `must be ${type}`, zh: `应为${TYPES_ZH[String(type)] ?? type}` }),
  minimum: ({ limit }) => ({ en: `must be at least ${limit}`, zh: `不得小于 ${limit}` }),
  exclusiveMinimum: ({ limit }) => ({ en: `must be more than ${limit}`, zh: `应大于 ${limit}` }),
  maximum: ({ limit }) => ({ en: `must be at most ${limit}`, zh: `不得大于 ${limit}` }),
  minLength: ({ limit }) => ({ en: `must have at least ${limit} characters`, zh: `至少 ${limit} 个字符` }),
  maxLength: ({ limit }) => ({ en: `must have at most ${limit} characters`, zh: `至多 ${limit} 个字符` }),
  pattern: ({ pattern }) => listSentence(String(pattern)) ?? patternSentence(String(pattern)),
  format: ({ format }) => ({ en: `must be a ${format} like 2023-12-31`, zh: '应为 2023-12-31 这样的日期' }),
  required: ({ missingProperty }) => ({ en: `${missingProperty} is needed`, zh: `缺少 ${missingProperty}` }),
  additionalProperties: ({ additionalProperty }) => ({
    en: `there is no parameter ${additionalProperty}`,
    zh: `没有 ${additionalProperty} 这个参数`,
  }),
};

/** Of a pattern that asks for one word of a list or two with a comma between. */
function listSentence(pattern: string): ReturnType<Sentence> | undefined {
  const [, words] = /^\^\(([a-z_|]+)\)\(,\(\1\)\)\?\$$/.exec(pattern) ?? [];
  if (words === undefined) return undefined;
  return {
    en: `must be one of ${words.replaceAll('|', ', ')}, or two of them with a comma between`,
    zh: `应为 ${words.replaceAll('|', '、')} 之一，或用逗号隔开的两个`,
  };
}

function patternSentence(pattern: string): ReturnType<Sentence> {
  const words = patternWords(pattern);
  return words ? { en: `must be ${words.en}`, zh: `应为 ${words.zh}` } : { en: 'is not written so', zh: '写法有误' };
}

export function sentencesOf({ message, validation = [] }: FastifyError): { en: string; zh: string } {
  const [found] = validation;
  const sentence = found && SENTENCES[found.keyword]?.(found.params);
  if (!sentence) return { en: `${message}.`, zh: `请求参数不符合要求：“${message}”。` };
  const parameter = found.instancePath.slice(1);
  return { en: `${parameter} ${sentence.en}.`.trim(), zh: `${parameter} ${sentence.zh}。`.trim() };
}
