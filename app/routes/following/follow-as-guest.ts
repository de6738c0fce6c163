import { type ActionFunctionArgs, data } from "@remix-run/node";
import { readGuestCookie } from "~/comments/guests/guest-cookies";
import { HONEYPOT_FIELD } from "~/comments/reply/form-checks";
import { explainReplyRefusal } from "~/comments/reply/reply-refusals";
import { followByAddress } from "~/flows/following/follow-by-address.server";
import { guestFollowSchema, TOO_MANY_FOLLOWED } from "~/following/following.schema";
import { standingLink } from "~/following/subscriber.server";
import type { Thing } from "~/following/subscription.server";
import { type FormRefusal, parseForm, readValues } from "~/platform/http/body/form.server";
import { explainEmailLimit } from "../session/refusals";

/** What the page of a thing answers to a guest. */
export type GuestAnswer =
  | { state: "refused"; values: Record<string, string>; errors: FormRefusal["errors"] }
  | { state: "asked"; address: string; values?: undefined; errors?: undefined }
  | { state: "followed"; link: string; values?: undefined; errors?: undefined };

/** Follows with an address. The answer is the same for every address, unless this browser has confirmed it. */
export async function followAsGuest({ request, context }: ActionFunctionArgs, thing: Thing) {
  const values = await readValues(request);
  const { email = "", delivery = "" } = values;
  const refuse = (status: number, errors: FormRefusal["errors"]) =>
    answer({ state: "refused", values: { email, delivery }, errors }, status);
  if (!context.sendsMail) return refuse(422, { form: "This site sends no e-mail." });
  const form = await parseForm(request, guestFollowSchema);
  if (!form.ok) return refuse(422, form.errors);
  if (delivery === "parts" && thing.kind !== "series")
    return refuse(422, { delivery: "Choose how often you want e-mail." });
  if (values[HONEYPOT_FIELD]) return refuse(422, { form: explainReplyRefusal("comment.honeypot") });
  const wait = await context.accountLimits.secondsToWaitToFollow(context.clientAddress);
  if (wait > 0) return refuse(429, { form: explainEmailLimit(wait) });
  const proof = readGuestCookie(request.headers.get("Cookie"), context.siteUrl) ?? undefined;
  const done = await followByAddress(context, { ...form.value, proof }, thing, context.now());
  if (!done.ok) return refuse(422, { form: TOO_MANY_FOLLOWED });
  if (done.state === "asked") return answer({ state: "asked", address: form.value.email });
  return answer({ state: "followed", link: standingLink(context.siteSecret, done.subscriber) });
}

const answer = (guest: GuestAnswer, status = 200) => data({ guest, errors: null }, status);
