/** Refusals on purpose. Bugs are not DomainErrors; wrong rows are issues, not errors. */

export class DomainError extends Error {
  /** Stable, snake_case; scripts and translations depend on it. */
  readonly code: string;
  /** HTTP status where the refusal reaches an API client. */
  readonly status: number;
  /** The sentence in Chinese; `message` is the English one. */
  readonly messageZh: string;

  constructor(code: string, message: string, messageZh: string, status = 400, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DomainError';
    this.code = code;
    this.status = status;
    this.messageZh = messageZh;
  }
}
