/** What the parser of command lines refuses is said in Chinese and in English, by every command. */
import { describe, expect, it } from 'vitest';
import { findCommands } from '../../server/cli/commands.ts';
import type { CommandContext } from '../../server/cli/context.ts';
import { runCommand } from '../../server/cli/run.ts';

async function refused(line: string): Promise<string[]> {
  let err = '';
  const context: CommandContext = {
    open: () => Promise.reject(new Error('a line that cannot be read opened the database')),
    out: (text) => expect.fail(text),
    err: (text) => {
      err += text;
    },
    isTerminal: false,
    cwd: '/',
  };
  expect(await runCommand(line.split(' '), context)).toBe(2);
  return err.trimEnd().split('\n');
}

describe('the parser refuses', () => {
  it.each([
    ['gaps list --bogus 3', '没有 --bogus 这个选项。', "error: unknown option '--bogus'"],
    [
      'gaps --min-lenght-m 3',
      '没有 --min-lenght-m 这个选项。是否指 --min-length-m？',
      "error: unknown option '--min-lenght-m'",
    ],
    ['covrage', '没有 covrage 这个命令。是否指 coverage？', "error: unknown command 'covrage'"],
    ['report funding', '缺少必需的选项 --phase <phase>。', "error: required option '--phase <phase>' not specified"],
    [
      'gaps plan --start 121.11,31.13',
      '缺少必需的选项 --hours <hours>。',
      "error: required option '--hours <hours>' not specified",
    ],
    ['gaps --river', '选项 --river <id> 后面缺少值。', "error: option '--river <id>' argument missing"],
    ['outfalls show', '缺少参数 id。', "error: missing required argument 'id'"],
    [
      'outfalls show 1 2',
      '参数过多：至多 1 个，给出了 2 个。',
      "error: too many arguments for 'show'. Expected 1 argument but got 2.",
    ],
    [
      'report targets --by x',
      '选项 --by <what> 的值“x”无效。可选：target、town、river。',
      "error: option '--by <what>' argument 'x' is invalid. Allowed choices are target, town, river.",
    ],
    [
      'demo --scale much',
      '选项 --scale <n> 的值“much”无效。应为 0.1 到 100 的数。',
      "error: option '--scale <n>' argument 'much' is invalid. a number from 0.1 to 100 is expected.",
    ],
    [
      'outfalls show x',
      '参数 id 的值“x”无效。请写整数。',
      "error: command-argument value 'x' is invalid for argument 'id'. write a whole number.",
    ],
  ])('%s', async (line, zh, en) => {
    expect((await refused(line)).slice(0, 2)).toEqual([zh, en]);
  });

  it('what every command does not know or lacks', async () => {
    const names = (await findCommands(undefined)).map((make) => make({} as CommandContext).name());
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) {
      const [zh, en] = await refused(`${name} --bogus`);
      expect([name, zh]).toEqual([name, expect.stringMatching(/^(没有 --bogus 这个选项。|缺少必需的选项 .*。)$/)]);
      expect(en).toMatch(/^error: /);
    }
  });
});
