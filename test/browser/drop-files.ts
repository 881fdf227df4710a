/** Files that fall on the map, as a person drags them there. */
import type { Page } from 'playwright-core';

export type Dropped = Record<string, string | Buffer>;

export async function dropFiles(page: Page, files: Dropped): Promise<void> {
  const bytes = Object.entries(files).map(([name, content]) => [name, [...Buffer.from(content)]] as const);
  const transfer = await page.evaluateHandle((each) => {
    const made = new DataTransfer();
    for (const [name, content] of each) made.items.add(new File([Uint8Array.from(content)], name));
    return made;
  }, bytes);
  await page.dispatchEvent('outfall-viewer', 'dragover', { dataTransfer: transfer });
  await page.locator('.drop').waitFor();
  await page.dispatchEvent('outfall-viewer', 'drop', { dataTransfer: transfer });
}
