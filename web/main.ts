/** The viewer's page. */
import './page.css';
import './style/adopt-tokens.ts';
import './viewer/outfall-viewer.ts';
