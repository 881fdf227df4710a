/** The author under which derivation writes: in history its changes are neither replayed nor in the way, they are made again. */
export const DERIVED = 'derived';
