import type { AppLoadContext } from "@remix-run/node";
import { countWaitingEdits } from "~/comments/editing/held-edits.server";
import { countHeldComments } from "~/comments/moderation/moderated-comments.server";
import { countFirstSteps } from "~/flows/first-steps.server";
import { findNews } from "~/following/notification.server";
import { hasMediaList } from "~/media/upload/may-upload.server";
import { countOpenAppeals } from "~/moderation/appeals/appeal.server";
import { keepNavigation } from "~/pages/navigation.server";
import { personPath } from "~/people/person";
import { may } from "~/people/policy";
import type { Viewer } from "~/people/viewer";
import { countHeldPingbacks } from "~/pingbacks/moderated-pingbacks.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { readAnswers } from "~/site/first-step.server";
import { keepSite } from "~/site/site.server";

/** Data of the frame around every page: the site, and the reader. */
export async function readFrame(context: AppLoadContext) {
  const { viewer, siteUrl, scripts, sendsMail } = context;
  const { aboutHtml: _, ...site } = await keepSite(context);
  const firstSteps = may(viewer, "settings.update") ? await countFirstSteps(context.db, sendsMail) : 0;
  const steps = firstSteps > 0 ? [{ href: "/first-steps", name: "First steps" }] : [];
  const member =
    viewer.kind === "person"
      ? {
          id: viewer.id,
          name: viewer.name,
          page: personPath(viewer.handle),
          writing: may(viewer, "post.write"),
          media: await hasMediaList(context.db, viewer, site),
          ...(await findNews(context.db, viewer.accountId)),
          administration: [...steps, ...(await administrationFor(context.db, viewer))],
        }
      : null;
  const navigation = await keepNavigation(context);
  const warnsOfMail = !sendsMail && may(viewer, "settings.update") && !(await wantsNoMail(context.db));
  return { site, siteUrl, scripts, member, navigation, sendsMail, warnsOfMail, firstSteps };
}

/** Whether an administrator has answered that this site sends no e-mail. */
const wantsNoMail = async (db: DatabaseClient) => (await readAnswers(db)).get("email") === "no-email";

/** More wait than anybody counts. */
const MAX_WAITING = 100;

/** The administration pages that the viewer may open, with the number of responses that wait. */
async function administrationFor(db: DatabaseClient, viewer: Viewer) {
  const pages = [
    { href: "/moderation", name: "Responses", act: "response.moderate" as const },
    { href: "/moderation/reports", name: "Reports", act: "response.moderate" as const },
    { href: "/moderation/blocks", name: "Blocks", act: "block.edit" as const },
    { href: "/moderation/nominations", name: "Nominations", act: "nomination.list" as const },
    { href: "/moderation/log/all", name: "Log", act: "log.read" as const },
    { href: "/moderation/people", name: "People", act: "person.list" as const },
    { href: "/moderation/invitations", name: "Invitations", act: "person.invite" as const },
    { href: "/moderation/pages", name: "Pages", act: "page.edit" as const },
    { href: "/moderation/site", name: "Site settings", act: "settings.update" as const },
  ].filter(({ act }) => may(viewer, act));
  if (!may(viewer, "response.moderate")) return pages;
  let waiting = 0;
  for (const count of [countHeldComments, countWaitingEdits, countHeldPingbacks, countOpenAppeals])
    if (waiting < MAX_WAITING) waiting += await count(db, MAX_WAITING);
  const count = waiting >= MAX_WAITING ? `${MAX_WAITING - 1}+` : String(waiting);
  return pages.map((page) => (page.href === "/moderation" && waiting > 0 ? { ...page, count } : page));
}
