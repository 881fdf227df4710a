/** `atlas demo`: loads a synthetic district (合成演示数据). */
import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command, Option } from 'commander';
import { DEMO_PROFILES, type DemoSpec, demoTruth, loadDemo } from '../demo/load-demo.ts';
import { derive } from '../district/derive/derive.ts';
import type { CommandContext } from './context.ts';
import { wrongValue } from './usage-refusal.ts';

interface DemoOptions {
  scale: number;
  seed: number;
  profile: DemoSpec['profile'];
  district?: string;
  truth?: string;
}

/** What a first start loads. */
export const DEFAULT_DEMO: DemoSpec = { profile: 'district', scale: 1, seed: 1, district: 'demo' };

export function demoCommand(context: CommandContext): Command {
  return new Command('demo')
    .description('load a synthetic district (合成演示数据)')
    .option('--scale <n>', 'multiplies area, river length and counts', positive, DEFAULT_DEMO.scale)
    .option('--seed <n>', 'the same seed gives the same district', wholeNumber, DEFAULT_DEMO.seed)
    .addOption(new Option('--profile <name>', 'what is loaded').choices(DEMO_PROFILES).default(DEFAULT_DEMO.profile))
    .option('--district <key>', 'district to load it into (demo, or bench for the bench profile)')
    .option('--truth <file>', 'write what each track really travelled, one JSON object per line')
    .action((options: DemoOptions) => runDemo(context, options));
}

async function runDemo(context: CommandContext, { truth, ...options }: DemoOptions): Promise<void> {
  const spec: DemoSpec = { ...options, district: options.district ?? (options.profile === 'bench' ? 'bench' : 'demo') };
  const started = performance.now();
  const demo = await loadDemo(await context.open(), spec, { derive, say: (step, ms) => say(context, step, ms) });
  if (truth !== undefined) await writeTruth(resolve(context.cwd, truth), demoTruth(spec));
  if (demo.alreadyThere) context.err(`合成演示数据 is already in district "${spec.district}"\n`);
  else say(context, `合成演示数据 is in district "${spec.district}"`, performance.now() - started);
}

async function writeTruth(file: string, lines: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(lines), createWriteStream(file));
}

function say(context: CommandContext, step: string, milliseconds: number): void {
  context.err(`${step}  ${(milliseconds / 1000).toFixed(1)} s\n`);
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value >= 0.1 && value <= 100))
    throw wrongValue('a number from 0.1 to 100 is expected.', '应为 0.1 到 100 的数。');
  return value;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw wrongValue('a whole number is expected.', '应为整数。');
  return Number(text);
}
