// Normalises text typed into forms.

import { z } from "zod";

export const atMost = (limit: number) => `Please keep this to ${limit.toLocaleString("en")} characters.`;

/** Characters that would hide the text after a name or reverse its direction. */
const INVISIBLE = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** One line of text. A missing field counts as empty. */
export const line = () =>
  z
    .string()
    .default("")
    .transform((text) => text.replace(INVISIBLE, "").replace(/\s+/g, " ").trim());

/** Text of several lines; browsers send line breaks as CRLF. A missing field counts as empty. */
export const lines = () =>
  z
    .string()
    .default("")
    .transform((text) => text.replace(/\r\n?/g, "\n"));
