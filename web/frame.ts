/** Starts the page for iframes: tokens into the document, then the page. */
import './page.css';
import { parseFrame } from './embed/frame-state.ts';
import { tokensCss } from './style/tokens-css.ts';
import { themeOf } from './viewer/theme.ts';

const tokens = new CSSStyleSheet();
tokens.replaceSync(tokensCss(':root'));
document.adoptedStyleSheets = [...document.adoptedStyleSheets, tokens];
const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
document.documentElement.dataset.theme = themeOf(parseFrame(location.search).theme, isDark);

await import('./embed/frame-page.ts');
