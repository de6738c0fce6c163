import { expect, test } from "vitest";
import { findFaults } from "./axe";
import { KINDS } from "./kinds-of-page";
import { openSampleSite } from "./sample-site";

openSampleSite();

test.each(Object.entries(KINDS))("axe finds nothing wrong with %s", async (_kind, open) => {
  const page = await open();
  expect(await findFaults(page)).toEqual([]);
});
