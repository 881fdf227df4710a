/** What a field is called where people read of it, on the page and on the command line alike. */
import type { Field } from './field.ts';

export interface Words {
  zh: string;
  en: string;
}

/** Its first Chinese header; in English its own name in words. */
export function fieldWords({ name, headers }: Pick<Field, 'name' | 'headers'>): Words {
  return { zh: headers.find((each) => /\p{Script=Han}/u.test(each)) ?? name, en: name.replaceAll('_', ' ') };
}
