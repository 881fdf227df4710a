/** Starts the page for iframes: tokens into the document, then the page. */
import './page.css';
import { parseFrame } from './embed/frame-state.ts';
import './style/adopt-tokens.ts';
import { themeOf } from './viewer/theme.ts';

const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
document.documentElement.dataset.theme = themeOf(parseFrame(location.search).theme, isDark);

await import('./embed/frame-page.ts');
