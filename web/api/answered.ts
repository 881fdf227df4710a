/** An answer together with the question it was given to: never shown under another one. Pure. */

export class Answered<Value> {
  #question: string | null = null;
  #value: Value | null = null;

  put(question: string, value: Value): void {
    this.#question = question;
    this.#value = value;
  }

  /** Null where the last answer is to another question. */
  to(question: string | null): Value | null {
    return question !== null && question === this.#question ? this.#value : null;
  }

  /** Whatever it was asked. */
  get last(): Value | null {
    return this.#value;
  }
}
