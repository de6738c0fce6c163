// The better-sqlite3 for this version of Node: version 12 crashes from Node 24 on, and version 13 needs Node 22
// (docs/decisions/0044).

import { createRequire } from "node:module";

/** @type {Record<"old" | "new", string>} */
const PACKAGES = { old: "better-sqlite3", new: "better-sqlite3-13" };

/**
 * Returns the name of the package to load.
 * @param {string} node such as "22.12.0"
 */
export const driverFor = (node) => (Number.parseInt(node, 10) >= 22 ? PACKAGES.new : PACKAGES.old);

/** @returns {typeof import("better-sqlite3")} */
function load() {
  const name = driverFor(process.versions.node);
  try {
    return createRequire(import.meta.url)(name);
  } catch (error) {
    // Optional for npm, since each Node needs one of the two: npm doesn't say when it fails to install one.
    throw new Error(
      `SQLite can't be loaded on Node ${process.versions.node}. Run npm ci, with a C++ compiler on Node 20.`,
      { cause: error },
    );
  }
}

export default load();
