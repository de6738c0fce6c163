import { z } from "zod";
import { momentIn } from "~/site/calendar";

/** Whether a date is absolute. Otherwise the moment depends on the site's time zone. */
export const hasOffset = (written: string) => /T.*(Z|[+-]\d\d:?\d\d)$/.test(written);

/** A date with an offset from UTC; or one without, which is read in `timeZone`. */
export const contentDateIn = (timeZone: string) =>
  z
    .union([z.iso.datetime({ offset: true }), z.iso.datetime({ local: true }), z.iso.date()], {
      error: "should be a date, such as 2026-03-30 or 2026-03-30T09:00:00Z",
    })
    .transform((written) => (hasOffset(written) ? new Date(written) : momentIn(written, timeZone)));
