import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { hashSecret } from "~/accounts/token.server";
import { findBlockAppealBySecret } from "~/moderation/appeals/block-appeal.server";
import { OwnAppeal } from "~/moderation/appeals/own-appeal";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { SECRET_HEADERS } from "../../secret-headers";
import { passingHead } from "../../titles";

export const handle: PageHandle = {};
export const meta: MetaFunction = (args) => passingHead(args, "Your appeal");
export const headers: HeadersFunction = () => SECRET_HEADERS;

/** What became of a guest's appeal of a block, for whoever has its secret. */
export async function loader({ params: { secret = "" }, context }: LoaderFunctionArgs) {
  const appeal = await findBlockAppealBySecret(context.db, hashSecret(secret));
  if (!appeal) throw notFound("appeal of yours");
  return onServer({ appeal });
}

export default function GuestAppeal() {
  const { appeal } = useServerData<typeof loader>();
  return (
    <div className="account">
      <header className="page-head">
        <h1>Your appeal of a block</h1>
      </header>
      <OwnAppeal appeal={appeal} />
      <ul className="ways-on">
        <li>
          The address of this page is the key to the answer. Save it to come back, for example as a bookmark:
          it can’t be shown again.
        </li>
      </ul>
    </div>
  );
}
