/** Whether the server is there: what it does not answer is asked again until it does, and it is looked for while nothing else is asked. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isFinal, Questions } from '../api/questions.ts';
import type { Language } from '../i18n/dictionary.ts';
import { troubleSentence } from '../viewer/trouble-sentence.ts';

const LOOK_AGAIN_MS = 5000;

export class ServerWatch implements ReactiveController {
  readonly #questions: Questions;
  readonly #look: () => Promise<void>;
  #timer = 0;
  #isOn = false;

  /** @param look asks the server something, whose failure says that it is lost */
  constructor(host: ReactiveControllerHost, look: () => Promise<void>) {
    this.#look = look;
    this.#questions = new Questions(() => host.requestUpdate());
    host.addController(this);
  }

  hostConnected(): void {
    this.#isOn = true;
    for (const change of ['offline', 'online']) window.addEventListener(change, this.#network);
    this.#lookLater();
  }

  hostDisconnected(): void {
    this.#isOn = false;
    for (const change of ['offline', 'online']) window.removeEventListener(change, this.#network);
    clearTimeout(this.#timer);
    this.#questions.stop();
  }

  /** Another reading takes its place. Never throws. */
  read(work: () => Promise<void>): Promise<void> {
    return this.#questions.ask('read', work);
  }

  /** That the server is lost, or gives nothing; a refusal is said where it is of. Null where all is well. */
  outage(language: Language): string | null {
    const { trouble } = this.#questions;
    const isRefused = trouble?.kind === 'refused' && isFinal(trouble.error);
    return isRefused ? null : troubleSentence(trouble, language);
  }

  #network = (): void => {
    void this.#lookNow();
    this.#questions.again();
  };

  async #lookNow(): Promise<void> {
    await this.#questions.ask('look', async () => {
      await this.#look();
      this.#lookLater();
    });
  }

  #lookLater(): void {
    clearTimeout(this.#timer); // another look may have set it meanwhile
    if (this.#isOn) this.#timer = window.setTimeout(() => void this.#lookNow(), LOOK_AGAIN_MS);
  }
}
