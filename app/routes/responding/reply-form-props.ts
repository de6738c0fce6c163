import type { AppLoadContext } from "@remix-run/node";
import type { readSite } from "~/site/site.server";
import { mayHide, nameOf } from "./speaker";

type Site = Pick<Awaited<ReturnType<typeof readSite>>, "hasRules" | "withoutAccount">;

/** What the reply form shows of the reader and the site. `timestamp` is the time of its page, in milliseconds. */
export const replyFormProps = (
  { viewer, sendsMail, spamService }: AppLoadContext,
  site: Site,
  timestamp: number,
) => ({
  ...{ member: nameOf(viewer), timestamp, hasRules: site.hasRules },
  ...{ sendsMail, mayHide: mayHide(site), spamService: spamService?.name },
});
