// A site whose followers have no account, and the e-mails that ask them.

import { followByAddress } from "~/flows/following/follow-by-address.server";
import { confirmGuestJob } from "~/flows/guests/ask-address.server";
import { confirmGuest, openConfirmation } from "~/flows/guests/confirm-address.server";
import type { Delivery } from "~/following/following.schema";
import type { Thing } from "~/following/subscription.server";
import { after, openFollowing } from "./following";

export const ADDRESS = "guest@example.org";

export async function openByAddress() {
  const all = await openFollowing();
  const { site, db } = all;
  const ask = (
    thing: Thing,
    given: { email?: string; delivery?: Delivery; proof?: string } = {},
    minutes = 0,
  ) =>
    followByAddress(
      site,
      { email: given.email ?? ADDRESS, delivery: given.delivery ?? "at-once", proof: given.proof },
      thing,
      after(minutes),
    );
  /** Runs the jobs that ask addresses. Returns the secrets of the links in the new e-mails, with their recipients. */
  async function questions(minutes = 0) {
    const jobs = await db.job.findMany({ where: { kind: confirmGuestJob.kind }, orderBy: { id: "asc" } });
    for (const { payload } of jobs) await confirmGuestJob.run(site, JSON.parse(payload), after(minutes));
    await db.job.deleteMany({ where: { kind: confirmGuestJob.kind } });
    const mails = await db.job.findMany({ where: { kind: "mail" }, orderBy: { id: "asc" } });
    await db.job.deleteMany({ where: { kind: "mail" } });
    return mails.flatMap(({ payload }) => {
      const { to, text, subject, html } = JSON.parse(payload) as Record<string, string>;
      const secret = /\/guests\/confirm\/([0-9a-f]{48})/.exec(text ?? "")?.[1];
      return secret
        ? [{ to: to ?? "", secret, text: text ?? "", html: html ?? "", subject: subject ?? "" }]
        : [];
    });
  }
  /** Confirms everything that a link is about. */
  async function confirm(secret: string, minutes = 1, options: { remember?: boolean; proof?: string } = {}) {
    const opened = await openConfirmation(db, secret, after(minutes));
    const chosen = opened.ok
      ? {
          ids: opened.replies.map(({ id }) => id),
          requestIds: opened.follows.map(({ requestId }) => requestId),
        }
      : { ids: [], requestIds: [] };
    const { remember = true, proof } = options;
    return confirmGuest(site, secret, { ...chosen, remember, proof }, after(minutes));
  }
  /** Follows by an address that is confirmed at once. Returns the secret of the browser that did it. */
  async function followByMail(thing: Thing, delivery: Delivery = "at-once", email = ADDRESS) {
    await ask(thing, { email, delivery });
    const [question] = await questions();
    const done = await confirm(question?.secret ?? "");
    if (!done.ok) throw new Error(done.reason);
    return { proof: done.secret ?? "", subscriber: done.subscriber };
  }
  const subscriptionsOf = (email: string) => db.subscription.findMany({ where: { subscriber: { email } } });
  return { ...all, ask, questions, confirm, followByMail, subscriptionsOf };
}
