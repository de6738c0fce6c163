import { z } from "zod";
import { canonicalEmail, emailField, line } from "~/people/fields";
import { ROLES } from "~/people/roles";

/** Validity in days. After a month the person should be asked again. */
export const INVITATION_DAYS = [1, 3, 7, 14, 30] as const;
export const USUAL_DAYS = 14;
export const MAX_INVITATION_DAYS = Math.max(...INVITATION_DAYS);

const role = z.enum(ROLES, { error: `Please choose a role: ${ROLES.join(", ")}.` });

export const roleSchema = z.object({ role });

export const invitationSchema = z.object({
  role,
  days: z.enum(INVITATION_DAYS.map(String), { error: "Please choose one of these." }).transform(Number),
  /** The recipient, who joins with this address; "" if the link is passed on in another way. */
  email: line().transform((text, context) => {
    if (text === "") return "";
    const read = emailField("").safeParse(text);
    if (read.success) return canonicalEmail(read.data);
    for (const { message } of read.error.issues)
      context.addIssue({ code: "custom", message: `${message} You can leave this empty.` });
    return z.NEVER;
  }),
  /** A person named in bylines; "" for a new person. */
  handle: line().transform((text) => text.toLowerCase()),
  /** The id of the form: one form creates one invitation, even when it is sent twice. Without a valid id,
   *  each submission creates one. */
  key: z
    .string()
    .regex(/^[0-9a-f]{48}$/)
    .optional()
    .catch(undefined),
});

export type InvitationInput = z.infer<typeof invitationSchema>;
