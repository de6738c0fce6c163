// What people type into forms, as they meant it.

import { z } from "zod";

export const atMost = (limit: number) => `Please keep this to ${limit.toLocaleString("en")} characters.`;

/** Marks that would turn round or hide the text after a name. */
const INVISIBLE = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** One line of text. A field that was not sent is an empty one. */
export const line = () =>
  z
    .string()
    .default("")
    .transform((text) => text.replace(INVISIBLE, "").replace(/\s+/g, " ").trim());

/** A text of several lines: a browser sends each end of one as two characters. A field that was not sent is an empty one. */
export const lines = () =>
  z
    .string()
    .default("")
    .transform((text) => text.replace(/\r\n?/g, "\n"));
