import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('what a test leaves in the folder for temporary files lies in that of its run, and goes with it', () => {
  expect(mkdtempSync(join(tmpdir(), 'left-'))).toContain('outfall-atlas-test-');
});
