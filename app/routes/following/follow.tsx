import {
  type ActionFunctionArgs,
  type AppLoadContext,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Choice } from "~/design/form/choice";
import { Form } from "~/design/form/form";
import { findThing } from "~/flows/following/followed-thing.server";
import { DELIVERY_NAMES, deliveryOptions, PARTS_OPTION, WHAT_COMES } from "~/following/deliveries";
import { followPath } from "~/following/follow-link";
import { followSchema, TOO_MANY_FOLLOWED } from "~/following/following.schema";
import { hasMutedConversation, muteConversation, unmuteConversation } from "~/following/preference.server";
import { findSubscriber, subscriberOf } from "~/following/subscriber.server";
import { endSubscription, findSubscription, follow } from "~/following/subscription.server";
import { readRowId } from "~/platform/database/rows/row-id";
import { parseForm, readValues } from "~/platform/http/body/form.server";
import { notFound } from "../not-found";
import type { PageHandle } from "../page-handle";
import { useSendsMail } from "../sends-mail";
import { As } from "../session/as";
import { getSender } from "../session/member";
import { passingHead } from "../titles";
import { followAsGuest, type GuestAnswer } from "./follow-as-guest";
import { GuestFollow, guestOutcome } from "./guest-follow";

export const handle: PageHandle = { act: "following.follow" };
export const meta: MetaFunction = (args) => passingHead(args, "Follow");

async function getThing({ db }: AppLoadContext, params: { what?: string; id?: string }) {
  const { what = "", id } = params;
  const thing = await findThing(db, what, what === "site" && id === "0" ? 0 : (readRowId(id) ?? -1));
  if (!thing) throw notFound("page");
  return thing;
}

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { db, viewer } = context;
  const thing = await getThing(context, params);
  if (viewer.kind === "guest") return { as: null, thing, delivery: null, isDone: false };
  const member = viewer;
  const subscriber = await findSubscriber(db, member.accountId);
  const subscription = subscriber && (await findSubscription(db, subscriber.id, thing));
  const isMuted =
    thing.kind === "posts" &&
    subscriber !== null &&
    (await hasMutedConversation(db, subscriber.id, thing.id));
  const isDone = context.query("done").get("done") === "saved";
  return { as: member.id, thing, delivery: isMuted ? "mute" : (subscription?.delivery ?? null), isDone };
}

export async function action(args: ActionFunctionArgs) {
  const { request, params, context } = args;
  const thing = await getThing(context, params);
  // A member's form says whose it is, also after they have signed out.
  if (context.viewer.kind === "guest" && !(await readValues(request)).as) return followAsGuest(args, thing);
  const member = await getSender(context, request);
  const form = await parseForm(request, followSchema);
  if (!form.ok || (form.value.delivery === "parts" && thing.kind !== "series"))
    return refuse("Choose how you want to be told.");
  const { delivery } = form.value;
  const now = context.now();
  const done = await context.db.write(async (tx) => {
    const subscriberId = await subscriberOf(tx, member.accountId, now);
    const { kind, id } = thing;
    if (kind === "posts") await unmuteConversation(tx, subscriberId, id);
    if (delivery !== "stop" && delivery !== "mute") return follow(tx, subscriberId, thing, delivery, now);
    const subscription = await findSubscription(tx.db, subscriberId, thing);
    if (subscription) await endSubscription(tx, subscriberId, subscription.id);
    if (delivery === "mute" && kind === "posts") await muteConversation(tx, subscriberId, id, now);
    return { ok: true as const };
  });
  if (!done.ok) return refuse(TOO_MANY_FOLLOWED);
  return redirect(`${followPath(thing.kind, thing.id)}?done=saved`, 303);
}

const refuse = (delivery: string) => data({ guest: undefined, errors: { delivery } }, 422);

const STOP = {
  value: "stop",
  label: "Don’t follow",
  hint: "You are still told when somebody replies to you.",
};
const MUTE = {
  value: "mute",
  label: "Mute this conversation",
  hint: "You are told of nothing in it, not even of replies to you.",
};

export default function Follow() {
  const { as, thing } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const guest = (answer?.guest ?? null) as GuestAnswer | null;
  const outcome = guestOutcome(thing, guest);
  if (outcome) return outcome;
  return (
    <div className="account">
      <header className="page-head">
        <p className="kicker">Follow</p>
        <h1 dir="auto">{thing.name}</h1>
        <p>{WHAT_COMES.get(thing.kind)}</p>
      </header>
      {as === null ? (
        <GuestFollow thing={thing} answer={guest} />
      ) : (
        <MemberFollow as={as} errors={answer?.errors ?? undefined} />
      )}
    </div>
  );
}

function MemberFollow({ as, errors }: { as: number; errors: { delivery: string } | undefined }) {
  const { thing, delivery, isDone } = useLoaderData<typeof loader>();
  const sendsMail = useSendsMail();
  const parts = thing.kind === "series" && sendsMail ? [PARTS_OPTION] : [];
  const options = [...deliveryOptions(sendsMail), ...parts, STOP, ...(thing.kind === "posts" ? [MUTE] : [])];
  return (
    <>
      {isDone && !errors ? (
        <p className="form-done" role="status">
          {delivery === null
            ? "You don’t follow this."
            : delivery === "mute"
              ? "This conversation is muted."
              : `Saved: ${(DELIVERY_NAMES.get(delivery as "daily") ?? "").toLowerCase()}.`}{" "}
          <a href={thing.path}>Back to where you were</a>
        </p>
      ) : null}
      <Form action={followPath(thing.kind, thing.id)} errors={errors} submit="Save">
        <As id={as} />
        <Choice
          name="delivery"
          legend="How do you want to be told?"
          options={options}
          value={delivery ?? (isDone ? "stop" : sendsMail ? "at-once" : "site")}
          error={errors?.delivery}
        />
      </Form>
      <p>
        <a href="/following">Everything you follow</a>
      </p>
    </>
  );
}
