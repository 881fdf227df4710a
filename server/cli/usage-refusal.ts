/** What the parser of command lines refuses, in both languages: it knows English alone, so its sentences are told by their form. */
import { type CommanderError, InvalidArgumentError } from 'commander';

/** Between the two languages: a refusal of the parser is one string, and nothing that is typed has this sign. */
const THEN_ZH = '\u001e';

/** What a value should have been; thrown while options are parsed. */
export function wrongValue(en: string, zh: string): InvalidArgumentError {
  return new InvalidArgumentError(`${en}${THEN_ZH}${zh}`);
}

/** The sentence in Chinese, on the next line the one in English. */
export function usageRefusal({ message }: CommanderError): string {
  const [en, wanted] = message.split(THEN_ZH);
  const zh = SENTENCES.map(([form, tell]) => {
    const parts = form.exec(en)?.groups;
    return parts && tell(parts);
  }).find((sentence) => sentence !== undefined);
  return `${zh ?? '命令写法有误。'}${wanted ?? ''}\n${en}\n`;
}

type Tell = (parts: Record<string, string | undefined>) => string;

const SENTENCES: readonly [RegExp, Tell][] = [
  [/^error: missing required argument '(?<name>.*)'$/s, ({ name }) => `缺少参数 ${name}。`],
  [/^error: option '(?<option>.*)' argument missing$/s, ({ option }) => `选项 ${option} 后面缺少值。`],
  [/^error: required option '(?<option>.*)' not specified$/s, ({ option }) => `缺少必需的选项 ${option}。`],
  [
    /^error: unknown (?<kind>option|command) '(?<name>.*?)'(?:\n\(Did you mean (?:one of )?(?<like>.*)\?\))?$/s,
    ({ kind, name, like }) => `没有 ${name} 这个${kind === 'option' ? '选项' : '命令'}。${meant(like)}`,
  ],
  [
    /^error: too many arguments(?: for '.*')?\. Expected (?<most>\d+) arguments? but got (?<given>\d+)\.$/s,
    ({ most, given }) => `参数过多：至多 ${most} 个，给出了 ${given} 个。`,
  ],
  [
    /^error: (?:option '(?<option>.*?)' argument '(?<value>.*)' is invalid|command-argument value '(?<given>.*)' is invalid for argument '(?<name>.*?)')\. (?:Allowed choices are (?<choices>.*)\.)?/s,
    ({ option, value, name, given, choices }) =>
      `${option ? '选项' : '参数'} ${option ?? name} 的值“${value ?? given}”无效。${choices ? `可选：${listed(choices)}。` : ''}`,
  ],
];

function meant(like: string | undefined): string {
  return like ? `是否指 ${listed(like)}？` : '';
}

function listed(words: string): string {
  return words.replaceAll(', ', '、');
}
