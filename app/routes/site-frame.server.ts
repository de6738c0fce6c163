import type { AppLoadContext } from "@remix-run/node";
import { personPath } from "~/people/person";
import { may } from "~/people/policy";
import type { Viewer } from "~/people/viewer";
import { readSite } from "~/site/site.server";

/** Data of the frame around every page: the site, and the reader. */
export async function readFrame(context: AppLoadContext) {
  const { viewer, siteUrl, scripts, sendsMail } = context;
  const { aboutHtml: _, ...site } = await readSite(context.db);
  const member =
    viewer.kind === "person"
      ? {
          id: viewer.id,
          name: viewer.name,
          page: personPath(viewer.handle),
          writing: may(viewer, "post.write"),
          administration: administrationFor(viewer),
        }
      : null;
  return { site, siteUrl, scripts, member, sendsMail };
}

/** The administration pages that the viewer may open. */
const administrationFor = (viewer: Viewer) =>
  [
    { href: "/moderation/people", name: "People", act: "person.list" as const },
    { href: "/moderation/invitations", name: "Invitations", act: "person.invite" as const },
    { href: "/moderation/site", name: "Site settings", act: "settings.update" as const },
  ].filter(({ act }) => may(viewer, act));
