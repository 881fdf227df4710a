/** Subtypes of outfalls in English; in Chinese the register's own word stands. */
import { type Subtype, subtypeOf } from '../../server/rules/subtypes.ts';
import type { Language } from './dictionary.ts';

const ENGLISH: Readonly<Record<Subtype, string>> = {
  enterprise: 'Industrial or mining outfall',
  enterprise_storm: 'Storm outfall of an industrial or mining site',
  park_wwtp: 'Outfall of an industrial park’s wastewater plant',
  park_wwtp_storm: 'Storm outfall of an industrial park’s wastewater plant',
  urban_wwtp: 'Outfall of an urban wastewater plant',
  large_livestock: 'Large-scale livestock farm',
  large_aquaculture: 'Large-scale aquaculture',
  small_livestock: 'Small livestock farm',
  small_aquaculture: 'Small aquaculture',
  irrigation: 'Large or medium irrigation area',
  farmland: 'Farmland return flow',
  port: 'Port or wharf',
  scattered_sewage: 'Scattered urban sewage',
  rural_wwtp: 'Rural sewage treatment',
  rural_sewage: 'Scattered rural sewage',
  urban_storm: 'Urban storm outfall',
  ditch: 'Stream, ditch or creek',
};

/** Words that mean no subtype stay as they are. */
export function subtypeName(language: Language, word: string | null): string | null {
  const subtype = language === 'en' ? subtypeOf(word) : null;
  return subtype === null ? word : ENGLISH[subtype];
}
