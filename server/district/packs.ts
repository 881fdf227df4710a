/** The plans that may hold in a district; server/rules/packs.ts says which does. */

export const PACKS = ['QP', 'SC', 'JY', 'NT', 'QJ'] as const;
export type Pack = (typeof PACKS)[number];
