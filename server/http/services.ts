/** What the routes work with, handed to each when it is registered. */
import type { Database } from '../db/database.ts';
import type { Districts } from '../district/districts.ts';

export interface Services {
  db: Database;
  districts: Districts;
}
