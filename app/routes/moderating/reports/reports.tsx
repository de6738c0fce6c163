import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { listReported } from "~/flows/moderating/reported-things.server";
import { may } from "~/people/policy";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { ModeratingFrame } from "../moderating-frame";
import { moderationLinks } from "../responses/moderation-links";
import { ReportedThing } from "./reported-thing";

export const handle: PageHandle = { act: "response.moderate" };
export const links = moderationLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Reports");

/** What is reported, with its open reports; posts for editors alone. */
export async function loader({ context }: LoaderFunctionArgs) {
  const member = memberOf(context);
  const decidesLaw = may(member, "report.decide");
  const reported = await listReported(context.db, { withPosts: may(member, "post.review"), decidesLaw });
  const done = DONE.get(context.query("done").get("done") ?? "") ?? null;
  return onServer({ as: member.id, reported, done, decidesLaw });
}

const DONE = new Map([
  ["upheld", "Upheld. We’ll tell the people who reported it."],
  ["dismissed", "Dismissed. We’ll tell the people who reported it."],
  ["none", "Nothing was changed: these reports are decided already, or an administrator decides them."],
]);

export default function Reports() {
  const { as, reported, done, decidesLaw } = useServerData<typeof loader>();
  return (
    <ModeratingFrame page="/moderation/reports" title="Reports" done={done}>
      {reported.length === 0 ? <p>No open reports.</p> : null}
      <ol className="queue">
        {reported.map((thing) => (
          <li key={`${thing.kind}-${thing.id}`}>
            <ReportedThing as={as} thing={thing} decidesLaw={decidesLaw} />
          </li>
        ))}
      </ol>
    </ModeratingFrame>
  );
}
