/** Folders of a KML that hold placemarks: what each is called as a layer. */
import type { XmlElement } from './xml/elements.ts';

/** path → name, in the order of the file. */
export type KmlFolders = ReadonlyMap<string, string>;

const BETWEEN = '\0'; // stands in no XML, so in no folder's name

/** Empty where the placemark lies in no folder. */
export const folderPath = ({ folders = [] }: XmlElement): string => folders.join(BETWEEN);

/** Whether a path is that of a folder or of one inside it. */
export const isWithin = (path: string, folder: string): boolean => `${path}${BETWEEN}`.startsWith(folder + BETWEEN);

/** Each folder's own name; the whole path where two have the same. */
export function namedFolders(own: KmlFolders): KmlFolders {
  const counts = new Map<string, number>();
  for (const name of own.values()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map([...own].map(([path, name]) => [path, counts.get(name) === 1 ? name : path.replaceAll(BETWEEN, '/')]));
}
