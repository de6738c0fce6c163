import type { AppLoadContext } from "@remix-run/node";
import type { ReplyPictures } from "~/comments/reply/reply-pictures";
import { may } from "~/people/policy";
import type { readSite } from "~/site/site.server";
import { mayHide, nameOf } from "./speaker";

type Site = Pick<Awaited<ReturnType<typeof readSite>>, "hasRules" | "withoutAccount" | "picturesInResponses">;

/** What the reply form shows of the reader and the site. `timestamp` is the time of its page, in milliseconds. */
export const replyFormProps = (context: AppLoadContext, site: Site, timestamp: number) => {
  const { viewer, sendsMail, spamService, scripts } = context;
  return {
    ...{ member: nameOf(viewer), timestamp, hasRules: site.hasRules },
    ...{ sendsMail, mayHide: mayHide(site), spamService: spamService?.name },
    script: scripts.addresses["reply-words"],
    pictures: picturesFor(context, site),
  };
};

/** What a form needs for pictures; null if the viewer may not add any. */
export const picturesFor = (
  { viewer, scripts }: AppLoadContext,
  { picturesInResponses }: Pick<Site, "picturesInResponses">,
): ReplyPictures | null =>
  picturesInResponses === "yes" && may(viewer, "response.picture")
    ? { script: scripts.addresses["reply-pictures"] }
    : null;
