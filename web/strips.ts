/** The strip page. */
import './page.css';
import './style/adopt-tokens.ts';
import './strips/strips-page.ts';
