/** What rows of coverage that hold each millimetre once add up in: named here and not taken from the product, which may lose one. */
export const SUMMED = [
  'length_km',
  'covered_km',
  'gap_km',
  'bridged_km',
  'duplicate_km',
  'overlap_km',
  'ledger_km',
  'drawn_only_km',
  'bank_covered_km',
] as const;
