import {
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { hashSecret } from "~/accounts/token.server";
import { Form } from "~/design/form/form";
import { ownReportPath, reportStatus } from "~/moderation/reports/report";
import { confirmReport, findReport } from "~/moderation/reports/report.server";
import { notFound } from "../../not-found";
import type { PageHandle } from "../../page-handle";
import { SECRET_HEADERS } from "../../secret-headers";
import { passingHead } from "../../titles";

export const handle: PageHandle = {};
export const meta: MetaFunction = (args) => passingHead(args, "Your report");
export const headers: HeadersFunction = () => SECRET_HEADERS;

/** A stranger's own report: to confirm, and then its outcome. */
export async function loader({ params: { secret = "" }, context }: LoaderFunctionArgs) {
  const report = secret ? await findReport(context.db, { secretHash: hashSecret(secret) }) : null;
  if (!report) throw notFound("report of yours");
  const { text, status, confirmedAt } = report;
  return { secret, text, status, isConfirmed: confirmedAt !== null };
}

export async function action({ params: { secret = "" }, context }: ActionFunctionArgs) {
  const confirmed = await context.db.write((tx) => confirmReport(tx, secret, context.now()));
  if (!confirmed) throw notFound("report of yours");
  return redirect(ownReportPath(secret), { status: 303, headers: SECRET_HEADERS });
}

export default function OwnReport() {
  const { secret, text, status, isConfirmed } = useLoaderData<typeof loader>();
  return (
    <div className="account">
      <header className="page-head">
        <h1>{isConfirmed ? OUTCOMES[status] : "Confirm your report"}</h1>
      </header>
      {text ? <blockquote dir="auto">{text}</blockquote> : null}
      {isConfirmed ? null : <Form action={ownReportPath(secret)} submit="Confirm report" />}
    </div>
  );
}

const OUTCOMES: Record<string, string> = {
  [reportStatus.open]: "Your report is waiting for a moderator",
  [reportStatus.upheld]: "A moderator acted on your report",
  [reportStatus.dismissed]: "A moderator decided that it can stay",
};
