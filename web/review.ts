/** The review page. */
import './page.css';
import './style/adopt-tokens.ts';
import './review/review-page.ts';
