/** What a killed server leaves of its uploads is gone when the next one starts. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { discardLeftUploads, makeUploadFolder } from '../../server/http/imports/upload-folder.ts';

// a folder for this test alone
process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'outfall-atlas-left-'));

it('removes folders of processes that have ended, and of the number this one has; keeps those of running ones', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  const folderOf = (pid: number | string) => {
    const folder = join(tmpdir(), `outfall-atlas-upload-${pid}-abc`);
    mkdirSync(folder);
    writeFileSync(join(folder, 'outfalls.csv'), 'name');
    return folder;
  };
  const [ofDead, unnamed, ofRunning] = [folderOf(dead), folderOf('x'), folderOf(process.ppid)];
  mkdirSync(join(tmpdir(), 'outfall-atlas-other'));
  const own = await makeUploadFolder();
  expect(await discardLeftUploads()).toBe(3);
  expect([ofDead, unnamed, own].some(existsSync)).toBe(false);
  expect(existsSync(ofRunning)).toBe(true);
  expect(readdirSync(tmpdir()).sort()).toEqual(['outfall-atlas-other', `outfall-atlas-upload-${process.ppid}-abc`]);
});
