import { z } from "zod";
import { momentIn } from "~/site/calendar";

/** A moment with its offset from UTC; or a day, or a time of day without one, which are meant as the clocks of `timeZone` show them. */
export const contentDateIn = (timeZone: string) =>
  z
    .union([z.iso.datetime({ offset: true }), z.iso.datetime({ local: true }), z.iso.date()], {
      error: "should be a date, such as 2026-03-30 or 2026-03-30T09:00:00Z",
    })
    .transform((value) =>
      /T.*(Z|[+-]\d\d:?\d\d)$/.test(value) ? new Date(value) : momentIn(value, timeZone),
    );

/** A response is known by its time (import-conversation.server.ts), which no setting of the site may move. */
export const contentDate = contentDateIn("UTC");
