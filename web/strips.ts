/** Starts the strip page: tokens into the document, then the page. */
import './page.css';
import { tokensCss } from './style/tokens-css.ts';

const tokens = new CSSStyleSheet();
tokens.replaceSync(tokensCss(':root'));
document.adoptedStyleSheets = [...document.adoptedStyleSheets, tokens];

await import('./strips/strips-page.ts');
