import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Time } from "~/design/calendar";
import { findSealedVersion } from "~/moderation/disputes/sealed-versions.server";
import { readRowId } from "~/platform/database/rows/row-id";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { passingHead } from "../../titles";
import { ModeratingFrame } from "../moderating-frame";
import { moderationLinks } from "../responses/moderation-links";

export const handle: PageHandle = { act: "report.decide" };
export const links = moderationLinks;
export const meta: MetaFunction = (args) => passingHead(args, "A removed version");

const REPORTS = { href: "/moderation/reports", title: "Reports" };

/** The text of a version that was erased while its post was disputed, as typed. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const version = await findSealedVersion(context.db, readRowId(params.id) ?? 0);
  if (!version) throw notFound("version", [REPORTS]);
  return onServer(version);
}

export default function SealedVersion() {
  const { number, names, title, summary, source, writtenAt } = useServerData<typeof loader>();
  return (
    <ModeratingFrame page="/moderation/reports" title={`Version ${number} of a reported post`}>
      <h2 dir="auto">{title}</h2>
      <p className="kicker">
        <bdi>{names}</bdi>, <Time at={writtenAt} style="moment" />
      </p>
      <p>The Markdown of this version. It is deleted when the reports of the post are decided.</p>
      {summary ? (
        <blockquote className="moderated-parent version-source" dir="auto">
          {summary}
        </blockquote>
      ) : null}
      <blockquote className="moderated-parent version-source" dir="auto">
        {source}
      </blockquote>
      <ul className="ways-on">
        <li>
          <a href={REPORTS.href}>Back to the reports</a>
        </li>
      </ul>
    </ModeratingFrame>
  );
}
