import { expect, test } from "vitest";
import { z } from "zod";
import {
  citedNameColumns,
  citedNameFields,
  citedNameInFile,
  citedNameOf,
  fileWithFamilyName,
  sortedName,
  withFamilyName,
} from "~/people/cited-name/cited-name";

test.each([
  ["nothing said", null, null, { whole: "Ada van der Berg" }, "Ada van der Berg"],
  ["a whole name", "The Library", null, { whole: "The Library" }, "The Library"],
  ["two names", "van der Berg", "Ada", { family: "van der Berg", given: "Ada" }, "van der Berg, Ada"],
])("a person with %s is cited by it", (_what, familyName, givenName, cited, sorted) => {
  expect(citedNameOf({ name: "Ada van der Berg", familyName, givenName })).toEqual(cited);
  expect(sortedName(citedNameOf({ name: "Ada van der Berg", familyName, givenName }))).toBe(sorted);
});

test("nothing is stored of an empty field, or of a given name alone", () => {
  expect(citedNameColumns({ familyName: "", givenName: "" })).toEqual({ familyName: null, givenName: null });
  expect(citedNameColumns({ familyName: "Berg", givenName: "" })).toEqual({
    familyName: "Berg",
    givenName: null,
  });
  expect(citedNameColumns({ familyName: "Berg", givenName: "Ada" })).toEqual({
    familyName: "Berg",
    givenName: "Ada",
  });
  expect(citedNameColumns({ givenName: "Ada" })).toEqual({ familyName: null, givenName: null });
});

const form = withFamilyName(z.object(citedNameFields()));
const file = fileWithFamilyName(z.object(citedNameInFile));

test.each([
  ["both", { familyName: "Berg", givenName: "Ada" }, []],
  ["none", {}, []],
  ["empty ones", { familyName: "", givenName: "" }, []],
  ["a family name alone", { familyName: "Berg" }, []],
  ["a given name alone", { givenName: "Ada" }, ["familyName"]],
  ["a long name", { familyName: "x".repeat(81), givenName: "Ada" }, ["familyName"]],
])("a form and a file with %s", (_what, typed, wrong) => {
  for (const schema of [form, file])
    expect(schema.safeParse(typed).error?.issues.map(({ path }) => path[0]) ?? []).toEqual(wrong);
});

test("a form refuses a name that nobody sees", () => {
  expect(form.safeParse({ familyName: "\u3164", givenName: "" }).success).toBe(false);
});
