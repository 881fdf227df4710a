/** The author under which derivation writes: its changes leave no history, they are made again. */
export const DERIVED = 'derived';

/** The author under which a review is carried over to redrawn routes: kept in history, and in nobody's way. */
export const REANCHORED = 're-anchored';
