import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { KEEP_ADDRESS_DAYS } from "~/accounts/account.schema";
import { endSession, endSessions, listSessions } from "~/accounts/session/session.server";
import { signedOutHeaders } from "~/accounts/session/session-cookie";
import { Time } from "~/design/calendar";
import { Form } from "~/design/form/form";
import { readRowId } from "~/platform/database/rows/row-id";
import { readValues } from "~/platform/http/body/form.server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { SettingsFrame } from "./settings-frame";

export const handle: PageHandle = { act: "account.manage" };

export const meta: MetaFunction = (args) => passingHead(args, "Your devices");

/** An IPv4 address from a dual-stack socket. */
const MAPPED = /^::ffff:(?=\d+\.)/i;

const DONE = new Map(
  Object.entries({
    one: "Signed out on that device.",
    others: "Signed out on all other devices.",
  }),
);

export async function loader({ context }: LoaderFunctionArgs) {
  const { id, accountId, sessionId } = memberOf(context);
  const sessions = await listSessions(context.db, accountId, context.now());
  return { as: id, sessions, here: sessionId, done: DONE.get(context.query("done").get("done") ?? "") };
}

/** Ends one session ("12"), all others ("others") or all ("all"). */
export async function action({ request, context }: ActionFunctionArgs) {
  const { accountId, sessionId } = memberOf(context);
  const { session = "" } = await readValues(request);
  const { db, siteUrl } = context;
  if (session === "others") await db.write((tx) => endSessions(tx, accountId, sessionId));
  else if (session === "all") await db.write((tx) => endSessions(tx, accountId));
  else await endSession(db, accountId, readRowId(session) ?? 0);
  if (session === "all" || session === String(sessionId))
    return redirect("/", { status: 303, headers: signedOutHeaders(siteUrl) });
  return redirect(`/settings/devices?done=${session === "others" ? "others" : "one"}`, 303);
}

export default function Devices() {
  const { as, sessions, here, done } = useLoaderData<typeof loader>();
  return (
    <SettingsFrame page="/settings/devices" title="Your devices" done={done}>
      <p>You are signed in on these devices. IP addresses are shortened after {KEEP_ADDRESS_DAYS} days.</p>
      <ul className="rows">
        {sessions.map(({ id, device, address, lastUsedAt, createdAt }) => (
          <li key={id}>
            <div>
              <strong>{device}</strong> {id === here ? "(this device)" : null}
              <p className="field-hint">
                Last used <Time at={new Date(lastUsedAt)} style="moment" />, signed in{" "}
                <Time at={new Date(createdAt)} style="moment" />
                {address ? `, from ${address.replace(MAPPED, "")}` : null}
              </p>
            </div>
            <form method="post" action="/settings/devices">
              <As id={as} />
              <button
                type="submit"
                className="quiet"
                name="session"
                value={id}
                aria-label={`Sign out ${device}`}
              >
                Sign out
              </button>
            </form>
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? (
        <Form action="/settings/devices" submit="Sign out everywhere else" quiet>
          <As id={as} />
          <input type="hidden" name="session" value="others" />
        </Form>
      ) : null}
    </SettingsFrame>
  );
}
