import { z } from "zod";

/** A date in a content file. */
export const contentDate = z
  .union([z.date(), z.iso.datetime({ offset: true }), z.iso.date()], {
    error: "should be a date, such as 2026-03-30T09:00:00Z",
  })
  .transform((value) => new Date(value));
