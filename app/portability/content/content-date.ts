import { z } from "zod";
import { momentIn } from "~/site/calendar";

/** Whether a date names a moment. Otherwise it is a day or a time of day, and the moment depends on the site's time zone. */
export const hasOffset = (written: string) => /T.*(Z|[+-]\d\d:?\d\d)$/.test(written);

/** A moment with its offset from UTC; or a day, or a time of day without one, which are meant as the clocks of `timeZone` show them. */
export const contentDateIn = (timeZone: string) =>
  z
    .union([z.iso.datetime({ offset: true }), z.iso.datetime({ local: true }), z.iso.date()], {
      error: "should be a date, such as 2026-03-30 or 2026-03-30T09:00:00Z",
    })
    .transform((written) => (hasOffset(written) ? new Date(written) : momentIn(written, timeZone)));
