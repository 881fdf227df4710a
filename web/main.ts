/** Starts the page: tokens into the document, then the viewer. */
import './page.css';
import { tokensCss } from './style/tokens-css.ts';

const tokens = new CSSStyleSheet();
tokens.replaceSync(tokensCss(':root'));
document.adoptedStyleSheets = [...document.adoptedStyleSheets, tokens];

await import('./viewer/outfall-viewer.ts');
