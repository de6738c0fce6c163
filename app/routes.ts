// Every address of the site, grouped by whom it serves.

import { index, type RouteConfig, route } from "@remix-run/route-config";

const reading = [
  index("routes/reading/home.tsx"),
  route("posts/:slug", "routes/reading/post.tsx"),
  route("tags", "routes/reading/tags.tsx"),
  route("tags/:slug", "routes/reading/tag.tsx"),
  route("series", "routes/reading/all-series.tsx"),
  route("series/:slug", "routes/reading/series.tsx"),
  route("people/:handle", "routes/reading/person.tsx"),
  route("rules", "routes/reading/rules.tsx"),
  route("archive", "routes/reading/archive.tsx"),
  route("archive/:year/:month", "routes/reading/month.tsx"),
];

const responding = [
  route("posts/:slug/respond", "routes/responding/respond.tsx"),
  route("posts/:slug/preview", "routes/responding/preview.tsx"),
  route("comments/:id", "routes/responding/comment.ts"),
  route("pingbacks/:id", "routes/responding/pingback.ts"),
];

const account = [
  route("join", "routes/account/join.tsx"),
  route("join/:secret", "routes/account/join-link.tsx"),
  route("sign-in", "routes/account/sign-in.tsx"),
  route("sign-out", "routes/account/sign-out.ts"),
  route("reset", "routes/account/reset.tsx"),
  route("reset/:secret", "routes/account/reset-link.tsx"),
  route("confirm/:secret", "routes/account/confirm.tsx"),
  route("unsubscribe/:secret", "routes/account/unsubscribe.tsx"),
  route("settings", "routes/account/settings.tsx"),
  route("settings/password", "routes/account/password.tsx"),
  route("settings/email", "routes/account/email.tsx"),
  route("settings/notices", "routes/account/notices.ts"),
  route("settings/devices", "routes/account/devices.tsx"),
];

const moderating = [
  route("moderation/people", "routes/moderating/people.tsx"),
  route("moderation/people/:handle", "routes/moderating/account.tsx"),
  route("moderation/people/:handle/role", "routes/moderating/role.tsx"),
  route("moderation/people/:handle/deactivate", "routes/moderating/deactivate.tsx"),
  route("moderation/people/:handle/reactivate", "routes/moderating/reactivate.tsx"),
  route("moderation/invitations", "routes/moderating/invitations.tsx"),
  route("moderation/invitations/:id/revoke", "routes/moderating/revoke.ts"),
  route("moderation/site", "routes/moderating/site.tsx"),
];

const machines = [
  route("healthz", "routes/machines/health.ts"),
  route("readyz", "routes/machines/readiness.ts"),
  route("robots.txt", "routes/machines/robots.ts"),
  route("metrics", "routes/machines/metrics.ts"),
];

export default [
  ...reading,
  ...responding,
  ...account,
  ...moderating,
  ...machines,
  route("*", "routes/reading/not-found.tsx"),
] satisfies RouteConfig;
