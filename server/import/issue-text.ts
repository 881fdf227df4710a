/** What an issue's code says. */

export interface IssueText {
  /** An error keeps the row out; a warning lets it in. */
  severity: 'error' | 'warning';
  /** `{value}`, `{field}` (as people call it), `{name}` (as it is written for the command line, or a column of the file) and `{detail}` are filled in. */
  zh: string;
  en: string;
}
