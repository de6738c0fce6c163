import { expect, test } from "vitest";
import { driverFor } from "~/platform/database/sqlite/driver.mjs";
import { dependencies, optionalDependencies } from "../../../../package.json";

test.each([
  ["20.19.0", "better-sqlite3"],
  ["22.12.0", "better-sqlite3-13"],
  ["24.21.0", "better-sqlite3-13"],
  ["26.0.0", "better-sqlite3-13"],
])("loads on Node %s %s, which npm installs where it can", (node, name) => {
  expect(driverFor(node)).toBe(name);
  expect(optionalDependencies).toHaveProperty(name);
  expect(dependencies).not.toHaveProperty(name);
});
