// How citations name a person. Nobody's name is split by guess: "Ada van der Berg" is under B in one country and under V in another, and a
// library has no family name.

import { z } from "zod";
import { isVisible } from "~/markdown/visible";
import { atMost, line } from "../fields";

/** By family and given name, or by a whole name as it stands. */
export type CitedName = { family: string; given: string } | { whole: string };

export interface NamedForCiting {
  name: string;
  /** Both null if the person hasn't said how to be cited. */
  familyName: string | null;
  /** Null if `familyName` is the whole name, such as that of a library. */
  givenName: string | null;
}

export function citedNameOf({ name, familyName, givenName }: NamedForCiting): CitedName {
  if (familyName === null) return { whole: name };
  return givenName === null ? { whole: familyName } : { family: familyName, given: givenName };
}

/** "Berg, Ada", or the whole name. */
export const sortedName = (name: CitedName): string =>
  "whole" in name ? name.whole : `${name.family}, ${name.given}`;

/** As long as a name may be. */
const MAX_PART_CHARS = 80;

const partField = () =>
  line().pipe(
    z
      .string()
      .refine((text) => text === "" || isVisible(text), "Please enter a name, or leave this empty.")
      .max(MAX_PART_CHARS, atMost(MAX_PART_CHARS)),
  );

/** The fields of a form. */
export const citedNameFields = () => ({ familyName: partField(), givenName: partField() });

const partInFile = z
  .string({ error: "should be a name, such as van der Berg" })
  .trim()
  .max(MAX_PART_CHARS, `should be at most ${MAX_PART_CHARS} characters`)
  .optional();

/** The fields of a content file. */
export const citedNameInFile = { familyName: partInFile, givenName: partInFile };

interface Typed {
  familyName?: string | undefined;
  givenName?: string | undefined;
}

const isComplete = ({ familyName, givenName }: Typed) => !givenName || Boolean(familyName);

/** Refuses a given name without a family name. */
export const withFamilyName = <S extends z.ZodType<Typed>>(schema: S): S =>
  schema.refine(isComplete, {
    path: ["familyName"],
    error: "Please enter the family name, too. A whole name, such as that of a library, goes here alone.",
  });

export const fileWithFamilyName = <S extends z.ZodType<Typed>>(schema: S): S =>
  schema.refine(isComplete, { path: ["familyName"], error: "should be there if there is a givenName" });

/** What is stored of these fields. */
export const citedNameColumns = ({ familyName = "", givenName = "" }: Typed) => ({
  familyName: familyName || null,
  givenName: (familyName && givenName) || null,
});

/** The same as a form shows it. */
export const citedNameValues = ({ familyName, givenName }: Omit<NamedForCiting, "name">) => ({
  familyName: familyName ?? "",
  givenName: givenName ?? "",
});
