/** What an issue's code says. */

export interface IssueText {
  /** An error keeps the row out; a warning lets it in. */
  severity: 'error' | 'warning';
  /** `{value}`, `{field}` and `{detail}` are filled in. */
  zh: string;
  en: string;
}
