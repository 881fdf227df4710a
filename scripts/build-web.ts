/** `npx tsx scripts/build-web.ts`: the page, when it is out of date. */
import { buildWeb } from './web-build.ts';

await buildWeb();
