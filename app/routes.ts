// The site's URLs, grouped by audience.

import { index, type RouteConfig, route } from "@remix-run/route-config";

/** What a page's place in the navigation can do (pages/navigation.ts). */
const MOVES = ["up", "down", "add", "remove"];

const reading = [
  index("routes/reading/home.tsx"),
  route("posts/:slug", "routes/reading/post.tsx"),
  route("posts/:slug/responses", "routes/reading/conversation/responses.tsx"),
  route("posts/:slug/read", "routes/reading/conversation/mark-read.ts"),
  route("comments/:id/nominate", "routes/responding/nominate.tsx"),
  route("posts/:slug/threads", "routes/reading/conversation/threads.tsx"),
  route("comments/:id/thread", "routes/reading/conversation/thread.tsx"),
  route("posts/:slug/history", "routes/reading/versions/history.tsx"),
  route("pages/:slug", "routes/reading/page.tsx"),
  route("tags", "routes/reading/tags.tsx"),
  route("tags/:slug", "routes/reading/tag.tsx"),
  route("series", "routes/reading/all-series.tsx"),
  route("series/:slug", "routes/reading/series.tsx"),
  route("people", "routes/reading/people.tsx"),
  route("people/:handle", "routes/reading/person.tsx"),
  route("people/:handle/responses", "routes/reading/person-responses.tsx"),
  route("archive", "routes/reading/archive.tsx"),
  route("archive/:year", "routes/reading/year.tsx"),
  route("archive/:year/:month", "routes/reading/month.tsx"),
  route("privacy", "routes/reading/privacy/privacy.tsx"),
  route("rules", "routes/reading/rules.tsx"),
  route("feeds", "routes/reading/feeds.tsx"),
];

const responding = [
  route("posts/:slug/respond", "routes/responding/respond.tsx"),
  route("posts/:slug/preview", "routes/responding/preview.tsx"),
  route("posts/:slug/preview/text", "routes/responding/preview-text.tsx"),
  route("mentions", "routes/responding/mentions.ts"),
  route("posts/:slug/respond/picture", "routes/responding/pictures/reply-picture.tsx"),
  route("posts/:slug/respond/picture/add", "routes/responding/pictures/add-to-reply.tsx"),
  route("comments/pictures", "routes/responding/pictures/send.ts"),
  route("comments/:id/edit/picture", "routes/responding/pictures/edit-picture.tsx"),
  route("comments/:id/edit/picture/add", "routes/responding/pictures/add-to-edit.tsx"),
  route("comments/:id", "routes/responding/comment.ts"),
  route("settings/block", "routes/responding/blocked/own-block.tsx"),
  route("blocked/:id/:proof", "routes/responding/blocked/guest-block.tsx"),
  route("blocked/appeals/:secret", "routes/responding/blocked/guest-appeal.tsx"),
  route("comments/:id/edit", "routes/responding/own/editing/edit.tsx"),
  route("comments/:id/edit/withdraw", "routes/responding/own/editing/withdraw-edit.ts"),
  route("comments/:id/history", "routes/responding/comment-history.tsx"),
  route("comments/:id/remove", "routes/responding/remove.tsx"),
  route("comments/:id/status", "routes/responding/own/status.tsx"),
  route("comments/:id/appeal", "routes/responding/own/appeal.tsx"),
  route("replies/:secret/appeal", "routes/responding/own/appeal-by-secret.tsx"),
  route("replies/deleted", "routes/responding/own/deleted.tsx"),
  route("replies/:secret", "routes/responding/own/secret.tsx"),
  route("replies/:secret/edit", "routes/responding/own/editing/edit-by-secret.tsx"),
  route("replies/:secret/edit/withdraw", "routes/responding/own/editing/withdraw-by-secret.ts"),
  route("replies/:secret/remove", "routes/responding/own/remove-by-secret.tsx"),
  ...["remember", "forget"].map((verb) =>
    route(`replies/:secret/${verb}`, "routes/responding/own/remember-guest.ts", { id: `reply/${verb}` }),
  ),
  route("guests/confirm/:secret", "routes/responding/own/confirm-email.tsx"),
  route("guests/emails/:secret", "routes/responding/own/guest-emails.tsx"),
  route("pingbacks/:id", "routes/responding/pingback.ts"),
  route("posts/:slug/lock", "routes/moderating/conversations/lock.tsx"),
  route("comments/:id/lock", "routes/moderating/conversations/lock-branch.tsx"),
  route("comments/:id/hold", "routes/moderating/responses/hold-for-writer.tsx"),
  route("comments/:id/unlock", "routes/moderating/conversations/unlock-branch.ts"),
  route("posts/:slug/report", "routes/responding/report/report-post.tsx"),
  ...["comment", "pingback"].map((kind) =>
    route(`${kind}s/:id/report`, "routes/responding/report/report-response.tsx", { id: `report/${kind}` }),
  ),
  route("reports/:secret", "routes/responding/report/own-report.tsx"),
];

const writing = [
  route("write", "routes/writing/editor/write.tsx"),
  route("drafts", "routes/writing/drafts.tsx"),
  route("write/links", "routes/writing/editor/links.ts"),
  route("write/names", "routes/writing/editor/names.ts"),
  route("write/paste", "routes/writing/editor/paste.ts"),
  route("write/media", "routes/writing/media/send.ts"),
  route("write/media/:id", "routes/writing/media/describe.ts"),
  route("write/:id", "routes/writing/editor/draft.tsx"),
  route("write/:id/save", "routes/writing/editor/save.ts"),
  route("write/:id/preview", "routes/writing/editor/preview.tsx"),
  route("write/:id/preview/text", "routes/writing/editor/preview-text.tsx"),
  route("write/:id/picture", "routes/writing/media/add-picture.tsx"),
  route("write/:id/ready", "routes/writing/editor/ready.tsx"),
  route("write/:id/publish", "routes/writing/states/publish.tsx"),
  route("write/:id/schedule", "routes/writing/states/schedule.tsx"),
  route("write/:id/submit", "routes/writing/states/submit.tsx"),
  route("write/:id/take-back", "routes/writing/states/take-back.ts"),
  route("write/:id/return", "routes/writing/states/return.tsx"),
  route("write/:id/notes", "routes/writing/notes/note.tsx"),
  ...["resolve", "reopen"].map((verb) =>
    route(`write/:id/notes/:note/${verb}`, "routes/writing/notes/settle-note.tsx", { id: `note/${verb}` }),
  ),
  route("write/:id/link", "routes/writing/sharing/link.tsx"),
  route("write/:id/link/:link/revoke", "routes/writing/sharing/revoke.ts"),
  route("drafts/read/:secret", "routes/writing/sharing/read.tsx"),
  route("write/:id/discard", "routes/writing/states/discard.tsx"),
  route("write/:id/withdraw", "routes/writing/states/withdraw.tsx"),
  route("write/:id/delete", "routes/writing/states/delete.tsx"),
  route("write/:id/restore", "routes/writing/states/restore.ts"),
  route("write/:id/changes", "routes/writing/versions/changes.tsx"),
  route("write/:id/copies", "routes/writing/versions/copies.tsx"),
  route("write/:id/copies/:copy/use", "routes/writing/versions/use-copy.ts"),
  route("write/:id/copies/:copy/delete", "routes/writing/versions/delete-copy.tsx"),
  route("media/upload", "routes/writing/media/upload.tsx"),
  route("media", "routes/writing/media/media.tsx"),
  route("media/:id", "routes/writing/media/upload-page.tsx"),
  route("media/:id/replace", "routes/writing/media/replace.tsx"),
  route("media/:id/remove", "routes/writing/media/remove.tsx"),
  route("posts/:slug/history/:version/restore", "routes/writing/versions/restore-version.tsx"),
  route("posts/:slug/history/:version/remove", "routes/writing/versions/remove-version.tsx"),
  route("pages/:slug/history", "routes/writing/pages/page-history.tsx"),
  route("pages/:slug/history/:version/restore", "routes/writing/pages/restore-page-version.ts"),
];

const editing = [
  route("tags/:slug/edit", "routes/editing/tag-edit.tsx"),
  route("tags/:slug/merge", "routes/editing/tag-merge.tsx"),
  route("people/new", "routes/editing/person-new.tsx"),
  route("people/:handle/edit", "routes/editing/person-edit.tsx"),
  route("series/new", "routes/editing/series-new.tsx"),
  route("series/:slug/edit", "routes/editing/series-edit.tsx"),
];

const account = [
  route("join", "routes/account/joining/join.tsx"),
  route("join/:secret", "routes/account/joining/join-link.tsx"),
  route("join/:secret/passkey", "routes/account/joining/passkey-join.ts"),
  route("join/:secret/passkey/options", "routes/account/joining/passkey-join-options.ts"),
  route("sign-in", "routes/account/sign-in/sign-in.tsx"),
  route("sign-in/passkey", "routes/account/sign-in/passkey-sign-in.ts"),
  route("sign-in/passkey/options", "routes/account/sign-in/passkey-sign-in-options.ts"),
  route("sign-in/with/:provider", "routes/account/sign-in/sign-in-with.tsx"),
  route("sign-in/with/:provider/callback", "routes/account/sign-in/identity-callback.tsx"),
  route("sign-out", "routes/account/sign-in/sign-out.ts"),
  route("reset", "routes/account/sign-in/reset.tsx"),
  route("reset/:secret", "routes/account/sign-in/reset-link.tsx"),
  route("confirm/:secret", "routes/account/settings/confirm.tsx"),
  route("unsubscribe/:secret", "routes/account/settings/unsubscribe.tsx"),
  route("settings", "routes/account/settings/settings.tsx"),
  route("settings/password", "routes/account/settings/password.tsx"),
  route("settings/passkeys", "routes/account/passkeys/passkeys.tsx"),
  route("settings/passkeys/add", "routes/account/passkeys/passkey-add.ts"),
  route("settings/passkeys/add/options", "routes/account/passkeys/passkey-add-options.ts"),
  route("settings/passkeys/:id/rename", "routes/account/passkeys/passkey-rename.tsx"),
  route("settings/passkeys/:id/remove", "routes/account/passkeys/passkey-remove.tsx"),
  route("settings/identities", "routes/account/settings/identities.tsx"),
  route("settings/identities/link/:provider", "routes/account/settings/link-identity.tsx"),
  route("settings/identities/unlink/:id", "routes/account/settings/unlink-identity.tsx"),
  route("settings/email", "routes/account/settings/email.tsx"),
  route("settings/notices", "routes/account/settings/notices.ts"),
  route("settings/notices/queue", "routes/account/settings/queue-emails.ts"),
  route("settings/devices", "routes/account/settings/devices.tsx"),
  route("settings/data", "routes/account/settings/data.tsx"),
  route("settings/read-marks", "routes/account/settings/read-marks.ts"),
  route("settings/data/leave", "routes/account/settings/leave.tsx"),
  route("settings/muted", "routes/account/settings/muted.tsx"),
  ...["mute", "unmute"].map((verb) =>
    route(`people/:handle/${verb}`, "routes/account/muting/mute.ts", { id: `person/${verb}` }),
  ),
  route("settings/comments", "routes/account/settings/earlier-comments.tsx"),
  route("left", "routes/account/settings/left.tsx"),
];

const moderating = [
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
  route("moderation/people", "routes/moderating/people.tsx"),
  route("moderation/people/:handle", "routes/moderating/account.tsx"),
  route("moderation/people/:handle/role", "routes/moderating/role.tsx"),
  route("moderation/people/:handle/moderator", "routes/moderating/moderator.tsx"),
  route("moderation/people/:handle/deactivate", "routes/moderating/deactivate.tsx"),
  route("moderation/people/:handle/reactivate", "routes/moderating/reactivate.tsx"),
  route("moderation/invitations", "routes/moderating/invitations.tsx"),
  route("moderation/invitations/:id/revoke", "routes/moderating/revoke.ts"),
  route("moderation/pages", "routes/moderating/pages/pages.tsx"),
  ...MOVES.map((move) =>
    route(`moderation/pages/:id/${move}`, "routes/moderating/pages/move-page.tsx", { id: `page/${move}` }),
  ),
  route("moderation/site", "routes/moderating/site.tsx"),
  route("moderation/sample", "routes/moderating/sample.tsx"),
];

const firstSteps = [
  route("first-steps", "routes/first-steps/first-steps.tsx"),
  route("first-steps/email/test", "routes/first-steps/test-email.ts"),
  ...["skip", "none", "resume"].map((verb) =>
    route(`first-steps/:step/${verb}`, "routes/first-steps/answer.ts", { id: `first-steps/${verb}` }),
  ),
];

const following = [
  route("follow/:what/:id", "routes/following/follow.tsx"),
  route("following", "routes/following/following.tsx"),
  route("following/answers", "routes/following/answers.ts"),
  route("following/resume", "routes/following/resume.ts"),
  route("following/:id/change", "routes/following/change.ts"),
  route("following/by-link/:link", "routes/following/by-link.tsx"),
  route("following/by-link/:link/stop", "routes/following/stop.tsx"),
  route("following/by-link/:link/change", "routes/following/link-change.ts"),
  route("following/by-link/:link/forget", "routes/following/forget.tsx"),
  route("following/by-link/:link/keep", "routes/following/keep.tsx"),
  route("notifications", "routes/following/notifications.tsx"),
  route("conversations", "routes/following/conversations.tsx"),
];

const feeds = (path: string, page: string) =>
  ["feed", "feed.atom", "feed.json"].map((feed) => route(path + feed, page, { id: path + feed }));

const machines = [
  ...feeds("", "routes/machines/site-feed.ts"),
  ...feeds("responses/", "routes/machines/responses-feed.ts"),
  ...feeds("posts/:slug/", "routes/machines/post-responses-feed.ts"),
  ...feeds("tags/:slug/", "routes/machines/tag-feed.ts"),
  ...feeds("series/:slug/", "routes/machines/series-feed.ts"),
  ...feeds("people/:handle/", "routes/machines/person-feed.ts"),
  route("feeds.opml", "routes/machines/feeds-opml.ts"),
  route("healthz", "routes/machines/health.ts"),
  route("readyz", "routes/machines/readiness.ts"),
  route("robots.txt", "routes/machines/robots.ts"),
  route("sitemap.xml", "routes/machines/sitemap.ts"),
  route("oembed", "routes/machines/oembed.ts"),
  route("metrics", "routes/machines/metrics.ts"),
];

export default [
  ...reading,
  ...responding,
  ...writing,
  ...editing,
  ...account,
  ...moderating,
  ...firstSteps,
  ...following,
  ...machines,
  route("*", "routes/reading/not-found.tsx"),
] satisfies RouteConfig;
