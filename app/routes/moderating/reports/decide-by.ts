import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { decideReports } from "~/flows/moderating/report.server";
import { reportStatus } from "~/moderation/reports/report";
import { readReported } from "~/moderation/reports/reported-field";
import { readValues } from "~/platform/http/body/form.server";
import { notFound } from "../../not-found";
import { memberOf } from "../../session/member";
import { refuseModerator } from "../../session/permission";

/** The action of a form that upholds or dismisses reports, by the right `act`. */
export const decideBy =
  (act: "response.moderate" | "report.decide") =>
  async ({ request, context }: ActionFunctionArgs) => {
    const member = memberOf(context);
    const thing = readReported((await readValues(request)).reported ?? "");
    if (!thing) throw notFound("report", [{ href: "/moderation/reports", title: "Reports" }]);
    const isUpheld = new URL(request.url).pathname.endsWith("/uphold");
    const to = isUpheld ? reportStatus.upheld : reportStatus.dismissed;
    const decided = await decideReports(context, member, thing, to, { act, now: context.now() });
    if (!decided.ok) throw refuseModerator(member);
    return redirect(`/moderation/reports?done=${decided.decided > 0 ? to : "none"}`, 303);
  };
