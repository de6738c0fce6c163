import { z } from "zod";
import { atMost, line } from "~/platform/http/body/typed-text";

/** A line, beside the response itself. */
export const MAX_SECOND_LOOK_CHARS = 300;

export const secondLookSchema = z.object({
  words: line().pipe(
    z
      .string()
      .min(1, "Please say in a line what the others should look at.")
      .max(MAX_SECOND_LOOK_CHARS, atMost(MAX_SECOND_LOOK_CHARS)),
  ),
});
