/** COPY takes no parameters, so a district key goes into its statement as text, checked first against the form the table demands; ids likewise. */

export function literal(district: string): string {
  if (!/^[a-z0-9-]{1,16}$/.test(district)) throw new Error(`not a district key: ${district}`);
  return `'${district}'`;
}

/** The end of a where: these ids, or any. */
export function oneOf(column: string, ids: 'all' | readonly number[]): string {
  return ids === 'all' ? '' : `and ${column} = any('{${ids.map(Number).join(', ')}}'::int[])`;
}
