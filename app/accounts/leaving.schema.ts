import { z } from "zod";

/** What happens to the posts and comments of a person who leaves: they stay without the name, or are
 *  deleted. */
export const WAYS_TO_LEAVE = ["anonymise", "remove"] as const;
export type WayToLeave = (typeof WAYS_TO_LEAVE)[number];

export const leaveSchema = z.object({
  way: z.enum(WAYS_TO_LEAVE, { error: "Please choose what happens to your posts and comments." }),
});
