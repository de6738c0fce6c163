// The URLs of moderators, editors and administrators (routes.ts).

import { route } from "@remix-run/route-config";

/** What a page's place in the navigation can do (pages/navigation.ts). */
const MOVES = ["up", "down", "add", "remove"];

export const moderating = [
  route("moderation", "routes/moderating/responses/queue.tsx"),
  ...["approve", "approve-at-top", "hold", "mark-spam"].map((action) =>
    route(`moderation/${action}`, "routes/moderating/responses/decide.tsx", { id: `moderation/${action}` }),
  ),
  route("moderation/remove", "routes/moderating/responses/remove-responses.tsx"),
  route("moderation/appeals", "routes/moderating/appeals/appeals.tsx"),
  ...["uphold", "reverse"].map((verb) =>
    route(`moderation/appeals/:id/${verb}`, "routes/moderating/appeals/answer.tsx", {
      id: `appeals/${verb}`,
    }),
  ),
  ...["keep", "end"].map((verb) =>
    route(`moderation/appeals/blocks/:id/${verb}`, "routes/moderating/appeals/answer-block.tsx", {
      id: `appeals/blocks/${verb}`,
    }),
  ),
  route("moderation/nominations", "routes/moderating/nominations/nominations.tsx"),
  ...(["invite", "dismiss"] as const).map((verb) =>
    route(`moderation/nominations/:id/${verb}`, "routes/moderating/nominations/decide-nomination.tsx", {
      id: `moderation/nominations/${verb}`,
    }),
  ),
  route("moderation/reports", "routes/moderating/reports/reports.tsx"),
  ...["uphold", "dismiss"].flatMap((verb) => [
    route(`moderation/reports/${verb}`, "routes/moderating/reports/decide-reports.ts", {
      id: `moderation/reports/${verb}`,
    }),
    route(`moderation/reports/unlawful/${verb}`, "routes/moderating/reports/decide-unlawful.ts", {
      id: `moderation/reports/unlawful/${verb}`,
    }),
  ]),
  route("moderation/reports/versions/:id", "routes/moderating/reports/sealed-version.tsx"),
  route("moderation/blocks", "routes/moderating/blocks/blocks.tsx"),
  route("moderation/blocks/new", "routes/moderating/blocks/new-block.tsx"),
  route("moderation/blocks/:id/end", "routes/moderating/blocks/end-block.ts"),
  route("moderation/log", "routes/moderating/log/public-log.tsx"),
  route("moderation/log/all", "routes/moderating/log/whole-log.tsx"),
  route("moderation/undo", "routes/moderating/responses/undo.ts"),
  ...["comment", "pingback"].map((kind) =>
    route(`moderation/${kind}s/:id`, "routes/moderating/responses/response.tsx", {
      id: `moderation/${kind}`,
    }),
  ),
  route("moderation/pingbacks", "routes/moderating/responses/hidden-pingbacks.tsx"),
  route("moderation/comments/:id/cut", "routes/moderating/texts/cut.tsx"),
  route("moderation/comments/:id/versions/:number", "routes/moderating/texts/remove-version.tsx"),
  ...["comment", "pingback"].flatMap((kind) => [
    route(`moderation/${kind}s/:id/second-look`, "routes/moderating/responses/second-look.tsx", {
      id: `second-look/${kind}`,
    }),
    route(`moderation/${kind}s/:id/looked`, "routes/moderating/responses/looked.ts", {
      id: `looked/${kind}`,
    }),
  ]),
  route("moderation/comments/:id/writer", "routes/moderating/responses/by-writer.tsx"),
  route("moderation/people", "routes/moderating/people/people.tsx"),
  route("moderation/people/:handle", "routes/moderating/people/account.tsx"),
  route("moderation/people/:handle/role", "routes/moderating/people/role.tsx"),
  route("moderation/people/:handle/moderator", "routes/moderating/people/moderator.tsx"),
  route("moderation/people/:handle/deactivate", "routes/moderating/people/deactivate.tsx"),
  route("moderation/people/:handle/reactivate", "routes/moderating/people/reactivate.tsx"),
  route("moderation/invitations", "routes/moderating/invitations/invitations.tsx"),
  route("moderation/invitations/:id/revoke", "routes/moderating/invitations/revoke.ts"),
  route("moderation/pages", "routes/moderating/pages/pages.tsx"),
  ...MOVES.map((move) =>
    route(`moderation/pages/:id/${move}`, "routes/moderating/pages/move-page.tsx", { id: `page/${move}` }),
  ),
  route("moderation/site", "routes/moderating/site/site.tsx"),
  route("moderation/sample", "routes/moderating/site/sample.tsx"),
];
