import { z } from "zod";

/** What becomes of what somebody wrote who leaves: it stays without their name, or is removed. */
export const WAYS_TO_LEAVE = ["anonymise", "remove"] as const;
export type WayToLeave = (typeof WAYS_TO_LEAVE)[number];

export const leaveSchema = z.object({
  way: z.enum(WAYS_TO_LEAVE, { error: "Please choose what happens to your posts and comments." }),
});
