import { type ActionFunctionArgs, data } from "@remix-run/node";
import { formatDuration } from "~/design/duration";
import { reportThing } from "~/flows/moderating/report.server";
import type { Reported } from "~/moderation/reports/report";
import { memberReportSchema, type ReportInput, reportSchema } from "~/moderation/reports/report.schema";
import { parseForm } from "~/platform/http/body/form.server";

export interface ReportAnswer {
  values: Record<string, string>;
  errors: Record<string, string>;
  /** The report was received; null if it is to be mended. */
  received: { confirm: boolean } | null;
}

/** Takes a report of `thing`, or gives it back with what to mend. */
export async function answerReport({ request, context }: ActionFunctionArgs, thing: Reported) {
  const { viewer, reportLimits, clientAddress } = context;
  const now = context.now();
  const form = await parseForm(request, viewer.kind === "person" ? memberReportSchema : reportSchema);
  const { values } = form;
  const refuse = (status: number, errors: Record<string, string>) =>
    data<ReportAnswer>({ values, errors, received: null }, status);
  if (!form.ok) return refuse(422, form.errors);
  const input: ReportInput = form.value;
  const wait = await reportLimits.secondsToWait(clientAddress, viewer);
  if (wait > 0)
    return refuse(429, {
      form: `Please send it again in ${formatDuration(wait)}; your text is still here. Too many reports came in a short time.`,
    });
  const mayWrite =
    viewer.kind === "guest" && (await reportLimits.secondsToWaitForEmail(input.email ?? "")) === 0;
  await reportThing(context, viewer, thing, input, { clientAddress, mayWrite, now });
  // A repeated report gets the same answer: whether somebody reported this from the same network is nobody's business.
  return data<ReportAnswer>({ values: {}, errors: {}, received: { confirm: viewer.kind === "guest" } });
}
