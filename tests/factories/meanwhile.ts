// Concurrent changes between a command's reads and its transaction.

import type { Database } from "~/platform/database/database.server";

/** A database on which `change` is committed just before the nth transaction, after everything that was read
 *  before it. */
export function withChangeBefore(db: Database, change: () => Promise<unknown>, nth = 1): Database {
  let count = 0;
  const write: Database["write"] = async (work) => {
    count += 1;
    if (count === nth) await change();
    return db.write(work);
  };
  return new Proxy(db, {
    get: (target, name) => (name === "write" ? write : Reflect.get(target, name)),
  });
}
