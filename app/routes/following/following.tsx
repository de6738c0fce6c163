import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getAccount } from "~/accounts/account.server";
import { selectOptions } from "~/following/deliveries";
import { readPause } from "~/following/emails/pause.server";
import { CHOICES, DELIVERIES } from "~/following/following.schema";
import { readPreferences } from "~/following/preference.server";
import { findSubscriber, USUAL_TIMES } from "~/following/subscriber.server";
import { listFollowed } from "~/following/subscription.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { readSite } from "~/site/site.server";
import type { PageHandle } from "../page-handle";
import { useSendsMail } from "../sends-mail";
import { As } from "../session/as";
import { memberOf } from "../session/member";
import { passingHead } from "../titles";
import { AnswersForm } from "./answers-form";
import { FollowingFrame } from "./following-frame";
import { PausedNote } from "./paused-note";

export const handle: PageHandle = { act: "following.manage" };
export const meta: MetaFunction = (args) => passingHead(args, "Following");

export async function loader({ context }: LoaderFunctionArgs) {
  const { db } = context;
  const { id, accountId } = memberOf(context);
  const subscriber = await findSubscriber(db, accountId);
  return {
    as: id,
    followed: subscriber ? await listFollowed(db, subscriber.id) : [],
    answers: await readPreferences(db, subscriber?.id ?? null),
    times: subscriber ?? USUAL_TIMES,
    siteZone: (await readSite(db)).timeZone,
    paused: readPause(subscriber?.paused ?? null),
    ...(await readMailAccount(db, accountId)),
    isDone: context.query("done").get("done") === "saved",
  };
}

async function readMailAccount(db: DatabaseClient, accountId: number) {
  const { email, notices } = await getAccount(db, accountId);
  return { address: email, notices };
}

export default function Following() {
  const { as, followed, answers, times, siteZone, paused, address, notices, isDone } =
    useLoaderData<typeof loader>();
  const sendsMail = useSendsMail();
  return (
    <FollowingFrame page="/following" title="Following" done={isDone ? "Saved." : null}>
      <PausedNote {...{ paused, address }}>
        <form method="post" action="/following/resume" className="row-form">
          <As id={as} />
          <button type="submit" className="quiet">
            {paused === "refused" ? "Try again" : "Send them again"}
          </button>{" "}
          {paused === "refused" ? <a href="/settings/email">Change your address</a> : null}
        </form>
      </PausedNote>
      {sendsMail && !notices ? (
        <p className="form-warning">
          All notifications by e-mail are off. What is new is under Notifications.{" "}
          <a href="/settings/email">Turn them on</a>
        </p>
      ) : null}
      {followed.length === 0 ? (
        <p>
          You follow nothing yet. Open a post, a series, a tag or a person’s page and choose “Follow”, or{" "}
          <a href="/follow/site/0">follow the whole site</a>.
        </p>
      ) : null}
      <ul className="rows">
        {followed.map(({ id, name, path, delivery, kind }) => (
          <li key={id}>
            <div>
              {path ? (
                <a href={path} dir="auto">
                  {name || "The whole site"}
                </a>
              ) : (
                name
              )}
              <p className="field-hint">{KINDS.get(kind)}</p>
            </div>
            <form method="post" action={`/following/${id}/change`} className="row-form">
              <As id={as} />
              <select
                name="delivery"
                defaultValue={delivery}
                aria-label={`How you are told of ${name || "the whole site"}`}
              >
                {selectOptions(sendsMail, kind === "series" ? CHOICES : DELIVERIES).map((option) => (
                  <option key={option.value} value={option.value}>
                    {option.name}
                  </option>
                ))}
                <option value="stop">Stop following</option>
              </select>
              <button type="submit" className="quiet">
                Save
              </button>
            </form>
          </li>
        ))}
      </ul>
      <h2>Answers to you</h2>
      <p>You are told of these without following anything. You can mute each conversation on its page.</p>
      <AnswersForm {...{ as, answers, times, siteZone }} />
    </FollowingFrame>
  );
}

const KINDS = new Map([
  ["site", "New posts"],
  ["posts", "Responses to this post"],
  ["comments", "Replies in this thread"],
  ["series", "Series"],
  ["tags", "Tag"],
  ["people", "Person"],
]);
