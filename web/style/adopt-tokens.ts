/** Puts the tokens into the document. Imported before what is styled by them. */
import { tokensCss } from './tokens-css.ts';

const tokens = new CSSStyleSheet();
tokens.replaceSync(tokensCss(':root'));
document.adoptedStyleSheets = [...document.adoptedStyleSheets, tokens];
