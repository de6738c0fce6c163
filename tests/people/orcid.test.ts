import { expect, test } from "vitest";
import { readOrcid } from "~/people/orcid";

test.each([
  ["with hyphens", "0000-0002-1825-0097", "0000-0002-1825-0097"],
  ["without hyphens", "0000000218250097", "0000-0002-1825-0097"],
  ["as an address", "https://orcid.org/0000-0001-5109-3700/", "0000-0001-5109-3700"],
  ["with the check digit 10, typed small", "0000-0002-1694-233x", "0000-0002-1694-233X"],
])("reads an iD %s", (_form, typed, orcid) => {
  expect(readOrcid(typed)).toBe(orcid);
});

test.each([
  ["with a wrong digit", "0000-0002-1825-0098"],
  ["with two digits swapped", "0000-0002-1852-0097"],
  ["with a digit missing", "0000-0002-1825-009"],
  ["with X inside", "0000-0002-X825-0097"],
  ["at another host", "https://orcid.example/0000-0002-1825-0097"],
  ["that is empty", ""],
])("refuses an iD %s", (_what, typed) => {
  expect(readOrcid(typed)).toBeNull();
});
