/** Files as they were dropped, put together as the service takes them: the parts of a shapefile are one. */

/** What is uploaded at once. */
export interface FileSet {
  /** The file that the others stand beside. */
  name: string;
  files: File[];
}

/** What belongs to a shapefile beside its .shp; as server/http/imports/form.ts has it. */
const PARTS = /\.(shp|dbf|shx|prj|cpg|sbn|sbx|qix|shp\.xml)$/i;

/** In the order they came; parts without their .shp stand alone and are refused in words. */
export function fileSets(files: readonly File[]): FileSet[] {
  const sets = new Map<string, FileSet>();
  const shapefiles = new Set(files.filter(({ name }) => /\.shp$/i.test(name)).map(({ name }) => stemOf(name)));
  for (const file of files) {
    const stem = stemOf(file.name);
    const key = PARTS.test(file.name) && shapefiles.has(stem) ? stem : file.name;
    const set = sets.get(key) ?? { name: file.name, files: [] };
    if (/\.shp$/i.test(file.name)) set.name = file.name;
    set.files.push(file);
    sets.set(key, set);
  }
  return [...sets.values()];
}

const stemOf = (name: string): string => name.replace(PARTS, '').toLowerCase();
