import { z } from "zod";
import { MAX_NAME_CHARS } from "~/comments/comment.schema";
import { trimSource } from "~/markdown/source";
import { isVisible } from "~/markdown/visible";
import { emailField } from "~/people/fields";
import { atMost, line, lines } from "~/platform/http/body/typed-text";
import { REASON_CODES, type Reason } from "../actions";
import { MAX_REPORT_CHARS } from "./report";

/** A member's report. */
export const memberReportSchema = z
  .object({
    reason: z.enum(REASON_CODES as [Reason, ...Reason[]], { error: "Choose one of the reasons." }),
    text: lines()
      .transform(trimSource)
      .pipe(z.string().max(MAX_REPORT_CHARS, atMost(MAX_REPORT_CHARS))),
  })
  .refine(({ reason, text }) => !NEEDS_TEXT.includes(reason) || text !== "", {
    error: "Please say what is wrong, because this reason alone doesn’t tell it.",
    path: ["text"],
  });

/** Reasons that a moderator can't judge without an explanation. */
const NEEDS_TEXT: Reason[] = ["other", "unlawful", "copyright", "identifies"];

/** A stranger's, with whom to tell the outcome. */
export const reportSchema = memberReportSchema.and(
  z.object({
    name: line().pipe(
      z.string().refine(isVisible, "Please enter your name.").max(MAX_NAME_CHARS, atMost(MAX_NAME_CHARS)),
    ),
    email: emailField("Please enter your e-mail address, so that we can tell you the outcome."),
  }),
);

export interface ReportInput {
  reason: Reason;
  text: string;
  name?: string;
  email?: string;
}
