// ORCID iDs of researchers (ISNI, ISO 27729).

import { z } from "zod";
import { line } from "./fields";

const SHAPE = /^(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dX])$/;

/** The iD in a text with or without its address and hyphens: "0000-0002-1825-0097"; null if it is none. */
export function readOrcid(typed: string): string | null {
  const bare = typed
    .replace(/^(https?:\/\/)?(www\.)?orcid\.org\//i, "")
    .replace(/\/$/, "")
    .toUpperCase();
  const [, ...groups] = SHAPE.exec(bare) ?? [];
  const digits = groups.join("");
  return digits !== "" && checkDigitOf(digits.slice(0, -1)) === digits.at(-1) ? groups.join("-") : null;
}

/** ISO 7064, MOD 11-2. */
function checkDigitOf(digits: string): string {
  let total = 0;
  for (const digit of digits) total = (total + Number(digit)) * 2;
  const rest = (12 - (total % 11)) % 11;
  return rest === 10 ? "X" : String(rest);
}

export const orcidAddress = (orcid: string) => `https://orcid.org/${orcid}`;

/** An iD typed into a form; "" if there is none. */
export const orcidField = () =>
  line()
    .refine((typed) => typed === "" || readOrcid(typed) !== null, {
      error:
        "This isn’t an ORCID iD: a digit may be wrong. Copy it from your ORCID page, for example 0000-0002-1825-0097, or leave this empty.",
      abort: true,
    })
    .transform((typed) => readOrcid(typed) ?? "");

/** An iD in a content file. */
export const orcidSchema = z
  .string({ error: "should be an ORCID iD, such as 0000-0002-1825-0097" })
  .refine((typed) => readOrcid(typed) !== null, {
    error: "should be an ORCID iD, such as 0000-0002-1825-0097: a digit may be wrong",
    abort: true,
  })
  .transform((typed) => readOrcid(typed) ?? "");
