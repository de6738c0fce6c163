import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listMuted } from "~/accounts/mute.server";
import { personPath } from "~/people/person";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { SettingsFrame } from "./settings-frame";

export const handle: PageHandle = { act: "account.manage" };
export const meta: MetaFunction = (args) => passingHead(args, "Muted people");

export async function loader({ context }: LoaderFunctionArgs) {
  const { id, accountId } = memberOf(context);
  return { as: id, muted: await listMuted(context.db, accountId) };
}

export default function Muted() {
  const { as, muted } = useLoaderData<typeof loader>();
  return (
    <SettingsFrame page="/settings/muted" title="Muted people">
      <p>
        You see their comments folded to one line, which you can open. Nobody else sees whom you mute, and
        they aren’t told. To mute somebody, open their page.
      </p>
      {muted.length === 0 ? <p>You have muted nobody.</p> : null}
      <ul className="rows">
        {muted.map(({ id, handle: name, name: shown }) => (
          <li key={id}>
            <div>
              <a href={personPath(name)}>
                <bdi>{shown}</bdi>
              </a>
            </div>
            <form method="post" action={`${personPath(name)}/unmute`}>
              <As id={as} />
              <input type="hidden" name="from" value="settings" />
              <button type="submit" className="quiet" aria-label={`Unmute ${shown}`}>
                Unmute
              </button>
            </form>
          </li>
        ))}
      </ul>
    </SettingsFrame>
  );
}
