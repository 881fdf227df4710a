/** Options that an answer would pass over in silence are refused instead. */
import { DomainError } from '../errors.ts';

/** @throws DomainError `option_unusable` when one of these is given beside what makes it mean nothing. */
export function refuseBeside(beside: string, options: object, names: readonly string[]): void {
  const given = givenOf(options, names);
  if (given) throw unusable(given, `does not go with ${beside}`, `不能与 ${beside} 同用`);
}

/** @throws DomainError `option_unusable` when one of these is given without what it belongs to. */
export function refuseWithout(wanted: string, options: object, names: readonly string[]): void {
  const given = givenOf(options, names);
  if (given) throw unusable(given, `only goes with ${wanted}`, `只能与 ${wanted} 同用`);
}

function givenOf(options: object, names: readonly string[]): string | undefined {
  const given = names.find((name) => (options as Record<string, unknown>)[name] !== undefined);
  return given && `--${given.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

export function unusable(option: string, en: string, zh: string): DomainError {
  return new DomainError('option_unusable', `${option} ${en}.`, `${option} ${zh}。`);
}
