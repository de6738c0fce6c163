// Who may open which page and send which form, over HTTP: a line for each route, which each new page adds.

import { ROLES } from "~/people/roles";

export const EVERYBODY = ["guest", ...ROLES, "moderator"] as const;
export type Who = (typeof EVERYBODY)[number];

/** In the order guest, reader, contributor, author, editor, administrator, and a reader who moderates. */
const ALL = "yes yes yes yes yes yes yes";
const MEMBERS = "sign-in yes yes yes yes yes yes";
/** Acts of editors alone. */
const ALL_EDITORS = "sign-in no no no yes yes no";
const ADMINISTRATORS = "sign-in no no no no yes no";
/** Other members' things, which answer with 404. */
const NOT_THEIRS = "sign-in none none none none none none";
const NOT_HERE = "none none none none none none none";
/** It answers forms alone. */
const NO_PAGE = "sign-in no yes yes yes yes no";
const WRITERS = "sign-in no yes yes yes yes no";
const AUTHORS = "sign-in no no yes yes yes no";
/** Others' drafts, which answer with 404 to whoever may not edit them. */
const EDITORS = "sign-in no none none yes yes no";
/** Acts on others' drafts for roles from author on. */
const PUBLISHERS = "sign-in no no none yes yes no";
/** Nobody hands in another's draft. */
const SUBMITTERS = "sign-in no none none none none no";
/** A draft without a post has no changes. */
const NO_CHANGES = "sign-in no none none none none no";
/** Acts of administrators that are refused on their own account. */
const TO_THEMSELVES = "sign-in no no no no no no";
const MODERATORS = "sign-in no no no yes yes yes";

/** A URL of each route, the outcome of GET and, if it accepts forms, of POST. */
export const PAGES: Record<string, [address: string, get: string, post?: string]> = {
  "/": ["/", ALL],
  "/posts/:slug": ["/posts/x", ALL],
  "/posts/:slug/history": ["/posts/x/history", ALL],
  "/pages/:slug": ["/pages/about", ALL],
  "/tags": ["/tags", ALL],
  "/tags/:slug": ["/tags/t", ALL],
  "/series": ["/series", ALL],
  "/series/:slug": ["/series/none", NOT_HERE],
  "/people/:handle": ["/people/zoe", ALL],
  "/people/:handle/responses": ["/people/zoe/responses", ALL],
  "/archive": ["/archive", ALL],
  "/archive/:year": ["/archive/2026", ALL],
  "/archive/:year/:month": ["/archive/2026/03", ALL],
  "/privacy": ["/privacy", ALL],
  "/rules": ["/rules", NOT_HERE],
  "/posts/:slug/respond": ["/posts/x/respond", ALL, ALL],
  "/posts/:slug/lock": ["/posts/x/lock", MODERATORS, MODERATORS],
  "/comments/:id/lock": ["/comments/OTHERS/lock", MODERATORS, MODERATORS],
  "/comments/:id/unlock": ["/comments/OTHERS/unlock", MODERATORS, MODERATORS],
  "/posts/:slug/preview": ["/posts/x/preview", ALL, ALL],
  "/comments/:id": ["/comments/OTHERS", ALL],
  "/comments/:id/edit": ["/comments/OTHERS/edit", NOT_THEIRS, NOT_THEIRS],
  "/comments/:id/history": ["/comments/OTHERS/history", NOT_HERE],
  "/comments/:id/remove": ["/comments/OTHERS/remove", NOT_THEIRS, NOT_THEIRS],
  "/comments/:id/status": ["/comments/OTHERS/status", NOT_THEIRS],
  "/replies/:secret": ["/replies/none", NOT_HERE],
  "/replies/:secret/edit": ["/replies/none/edit", NOT_HERE, NOT_HERE],
  "/replies/:secret/remove": ["/replies/none/remove", NOT_HERE, NOT_HERE],
  "/pingbacks/:id": ["/pingbacks/1", NOT_HERE],
  "/posts/:slug/report": ["/posts/x/report", ALL, ALL],
  "/comments/:id/report": ["/comments/OTHERS/report", ALL, ALL],
  "/pingbacks/:id/report": ["/pingbacks/1/report", NOT_HERE, NOT_HERE],
  "/reports/:secret": ["/reports/none", NOT_HERE, NOT_HERE],
  "/write": ["/write", WRITERS, WRITERS],
  "/drafts": ["/drafts", WRITERS],
  "/write/links": ["/write/links", WRITERS],
  "/write/names": ["/write/names", WRITERS],
  "/write/paste": ["/write/paste", NO_PAGE, WRITERS],
  "/write/:id": ["/write/OTHERS-DRAFT", EDITORS, EDITORS],
  "/write/:id/save": ["/write/OTHERS-DRAFT/save", NO_PAGE, EDITORS],
  "/write/:id/preview": ["/write/OTHERS-DRAFT/preview", EDITORS],
  "/write/:id/preview/text": ["/write/OTHERS-DRAFT/preview/text", NO_PAGE, EDITORS],
  "/write/:id/ready": ["/write/OTHERS-DRAFT/ready", PUBLISHERS, PUBLISHERS],
  "/write/:id/publish": ["/write/OTHERS-DRAFT/publish", PUBLISHERS, PUBLISHERS],
  "/write/:id/schedule": ["/write/OTHERS-DRAFT/schedule", PUBLISHERS, PUBLISHERS],
  "/write/:id/submit": ["/write/OTHERS-DRAFT/submit", EDITORS, EDITORS],
  "/write/:id/take-back": ["/write/OTHERS-DRAFT/take-back", WRITERS, SUBMITTERS],
  "/write/:id/return": ["/write/OTHERS-DRAFT/return", ALL_EDITORS, ALL_EDITORS],
  "/write/:id/notes": ["/write/OTHERS-DRAFT/notes", ALL_EDITORS, ALL_EDITORS],
  "/write/:id/notes/:note/resolve": ["/write/OTHERS-DRAFT/notes/1/resolve", EDITORS, EDITORS],
  "/write/:id/notes/:note/reopen": ["/write/OTHERS-DRAFT/notes/1/reopen", EDITORS, EDITORS],
  "/write/:id/link": ["/write/OTHERS-DRAFT/link", EDITORS, EDITORS],
  "/write/:id/link/:link/revoke": ["/write/OTHERS-DRAFT/link/1/revoke", WRITERS, EDITORS],
  "/drafts/read/:secret": ["/drafts/read/none", NOT_HERE],
  "/write/:id/discard": ["/write/OTHERS-DRAFT/discard", EDITORS, EDITORS],
  "/write/:id/withdraw": ["/write/OTHERS-DRAFT/withdraw", PUBLISHERS, PUBLISHERS],
  "/write/:id/delete": ["/write/OTHERS-DRAFT/delete", EDITORS, EDITORS],
  "/write/:id/restore": ["/write/OTHERS-DRAFT/restore", WRITERS, EDITORS],
  "/tags/:slug/edit": ["/tags/t/edit", ALL_EDITORS, ALL_EDITORS],
  "/tags/:slug/merge": ["/tags/t/merge", ALL_EDITORS, ALL_EDITORS],
  "/people/new": ["/people/new", ALL_EDITORS, ALL_EDITORS],
  "/people/:handle/edit": ["/people/zoe/edit", ALL_EDITORS, ALL_EDITORS],
  "/series/new": ["/series/new", ALL_EDITORS, ALL_EDITORS],
  "/series/:slug/edit": ["/series/s/edit", ALL_EDITORS, ALL_EDITORS],
  "/write/:id/changes": ["/write/OTHERS-DRAFT/changes", NO_CHANGES],
  "/write/:id/copies": ["/write/OTHERS-DRAFT/copies", EDITORS],
  "/write/:id/copies/:copy/use": ["/write/OTHERS-DRAFT/copies/OTHERS-COPY/use", WRITERS, EDITORS],
  "/write/:id/copies/:copy/delete": ["/write/OTHERS-DRAFT/copies/OTHERS-COPY/delete", EDITORS, EDITORS],
  "/posts/:slug/history/:version/restore": ["/posts/x/history/1/restore", EDITORS, EDITORS],
  "/posts/:slug/history/:version/remove": ["/posts/x/history/1/remove", ALL_EDITORS, ALL_EDITORS],
  "/pages/:slug/history": ["/pages/about/history", ALL_EDITORS],
  "/pages/:slug/history/:version/restore": ["/pages/about/history/1/restore", ALL_EDITORS, ALL_EDITORS],
  "/join": ["/join", ALL, ALL],
  "/join/:secret": ["/join/none", ALL, ALL],
  "/join/:secret/passkey": ["/join/none/passkey", ALL, ALL],
  "/join/:secret/passkey/options": ["/join/none/passkey/options", ALL, ALL],
  "/sign-in": ["/sign-in", ALL, ALL],
  "/sign-in/passkey": ["/sign-in/passkey", ALL, ALL],
  "/sign-in/passkey/options": ["/sign-in/passkey/options", ALL, ALL],
  "/sign-in/with/:provider": ["/sign-in/with/none", NOT_HERE, NOT_HERE],
  "/sign-in/with/:provider/callback": ["/sign-in/with/none/callback", NOT_HERE],
  "/sign-out": ["/sign-out", ALL, ALL],
  "/reset": ["/reset", ALL, ALL],
  "/reset/:secret": ["/reset/none", ALL, ALL],
  "/confirm/:secret": ["/confirm/none", ALL, ALL],
  "/unsubscribe/:secret": ["/unsubscribe/none", ALL, ALL],
  "/settings": ["/settings", MEMBERS, MEMBERS],
  "/settings/password": ["/settings/password", MEMBERS, MEMBERS],
  "/settings/passkeys": ["/settings/passkeys", MEMBERS],
  "/settings/passkeys/add": ["/settings/passkeys/add", MEMBERS, MEMBERS],
  "/settings/passkeys/add/options": ["/settings/passkeys/add/options", MEMBERS, MEMBERS],
  "/settings/passkeys/:id/rename": ["/settings/passkeys/1/rename", NOT_THEIRS, NOT_THEIRS],
  "/settings/passkeys/:id/remove": ["/settings/passkeys/1/remove", NOT_THEIRS, NOT_THEIRS],
  "/settings/identities": ["/settings/identities", MEMBERS],
  "/settings/identities/link/:provider": ["/settings/identities/link/none", NOT_THEIRS, NOT_THEIRS],
  "/settings/identities/unlink/:id": ["/settings/identities/unlink/1", NOT_THEIRS, MEMBERS],
  "/settings/email": ["/settings/email", MEMBERS, MEMBERS],
  "/settings/notices": ["/settings/notices", MEMBERS, MEMBERS],
  "/settings/notices/queue": ["/settings/notices/queue", MODERATORS, MODERATORS],
  "/settings/devices": ["/settings/devices", MEMBERS, MEMBERS],
  "/settings/data": ["/settings/data", MEMBERS, MEMBERS],
  "/settings/data/leave": ["/settings/data/leave", MEMBERS, MEMBERS],
  "/settings/comments": ["/settings/comments", MEMBERS, MEMBERS],
  "/left": ["/left", ALL],
  "/moderation": ["/moderation", MODERATORS],
  "/moderation/approve": ["/moderation/approve", MODERATORS, MODERATORS],
  "/moderation/hold": ["/moderation/hold", MODERATORS, MODERATORS],
  "/moderation/mark-spam": ["/moderation/mark-spam", MODERATORS, MODERATORS],
  "/moderation/remove": ["/moderation/remove", MODERATORS, MODERATORS],
  "/moderation/reports": ["/moderation/reports", MODERATORS],
  "/moderation/reports/uphold": ["/moderation/reports/uphold", MODERATORS, "sign-in no no no none none none"],
  "/moderation/reports/dismiss": [
    "/moderation/reports/dismiss",
    MODERATORS,
    "sign-in no no no none none none",
  ],
  "/moderation/reports/unlawful/uphold": [
    "/moderation/reports/unlawful/uphold",
    ADMINISTRATORS,
    "sign-in no no no no none no",
  ],
  "/moderation/reports/unlawful/dismiss": [
    "/moderation/reports/unlawful/dismiss",
    ADMINISTRATORS,
    "sign-in no no no no none no",
  ],
  "/moderation/log": ["/moderation/log", ALL],
  "/moderation/log/all": ["/moderation/log/all", MODERATORS],
  "/moderation/undo": ["/moderation/undo", MODERATORS, MODERATORS],
  "/moderation/comments/:id": ["/moderation/comments/OTHERS", MODERATORS],
  "/moderation/pingbacks/:id": ["/moderation/pingbacks/1", "sign-in no no no none none none"],
  "/moderation/people": ["/moderation/people", ADMINISTRATORS],
  "/moderation/people/:handle": ["/moderation/people/zed", ADMINISTRATORS],
  "/moderation/people/:handle/role": ["/moderation/people/zed/role", ADMINISTRATORS, ADMINISTRATORS],
  "/moderation/people/:handle/moderator": [
    "/moderation/people/zed/moderator",
    ADMINISTRATORS,
    ADMINISTRATORS,
  ],
  "/moderation/people/:handle/deactivate": [
    "/moderation/people/zed/deactivate",
    ADMINISTRATORS,
    ADMINISTRATORS,
  ],
  "/moderation/people/:handle/reactivate": [
    "/moderation/people/zed/reactivate",
    ADMINISTRATORS,
    ADMINISTRATORS,
  ],
  "/moderation/invitations": ["/moderation/invitations", ADMINISTRATORS, ADMINISTRATORS],
  "/moderation/invitations/:id/revoke": ["/moderation/invitations/1/revoke", ADMINISTRATORS, ADMINISTRATORS],
  "/moderation/pages": ["/moderation/pages", ALL_EDITORS],
  "/moderation/pages/:id/up": ["/moderation/pages/A-PAGE/up", ADMINISTRATORS, ADMINISTRATORS],
  "/moderation/pages/:id/down": ["/moderation/pages/A-PAGE/down", ADMINISTRATORS, ADMINISTRATORS],
  "/moderation/pages/:id/add": ["/moderation/pages/A-PAGE/add", ADMINISTRATORS, ADMINISTRATORS],
  "/moderation/pages/:id/remove": ["/moderation/pages/A-PAGE/remove", ADMINISTRATORS, ADMINISTRATORS],
  "/moderation/site": ["/moderation/site", ADMINISTRATORS, ADMINISTRATORS],
  "/moderation/sample": ["/moderation/sample", ADMINISTRATORS, ADMINISTRATORS],
  "/first-steps": ["/first-steps", ADMINISTRATORS],
  "/first-steps/email/test": ["/first-steps/email/test", ADMINISTRATORS, ADMINISTRATORS],
  "/first-steps/:step/skip": ["/first-steps/name/skip", ADMINISTRATORS, ADMINISTRATORS],
  "/first-steps/:step/none": ["/first-steps/email/none", ADMINISTRATORS, ADMINISTRATORS],
  "/first-steps/:step/resume": ["/first-steps/name/resume", ADMINISTRATORS, ADMINISTRATORS],
  "/people/:handle/feed": ["/people/zoe/feed", ALL],
  "/people/:handle/feed.atom": ["/people/zoe/feed.atom", ALL],
  "/people/:handle/feed.json": ["/people/zoe/feed.json", ALL],
  "/healthz": ["/healthz", ALL],
  "/readyz": ["/readyz", ALL],
  "/robots.txt": ["/robots.txt", ALL],
  "/metrics": ["/metrics", ALL],
  "/*": ["/nowhere", NOT_HERE, NOT_HERE],
};

/** The member's own things, and acts refused on one's own account. */
export const OWN: [address: string, get: string, post?: string][] = [
  ["/comments/OWN/edit", MEMBERS, MEMBERS],
  ["/comments/OWN/remove", MEMBERS, MEMBERS],
  ["/write/OWN-DRAFT", WRITERS, WRITERS],
  ["/write/OWN-DRAFT/preview", WRITERS],
  ["/write/OWN-DRAFT/preview/text", NO_PAGE, WRITERS],
  ["/write/OWN-DRAFT/publish", AUTHORS, AUTHORS],
  ["/write/OWN-DRAFT/schedule", AUTHORS, AUTHORS],
  ["/write/OWN-DRAFT/submit", WRITERS, WRITERS],
  ["/write/OWN-DRAFT/take-back", WRITERS, WRITERS],
  ["/write/OWN-DRAFT/withdraw", AUTHORS, AUTHORS],
  ["/write/OWN-DRAFT/discard", WRITERS, WRITERS],
  ["/write/OWN-DRAFT/delete", WRITERS, WRITERS],
  ["/write/OWN-DRAFT/restore", WRITERS, WRITERS],
  ["/moderation/people/ME/role", ADMINISTRATORS, TO_THEMSELVES],
  ["/moderation/people/ME/moderator", ADMINISTRATORS, TO_THEMSELVES],
  ["/moderation/people/ME/deactivate", ADMINISTRATORS, TO_THEMSELVES],
  ["/moderation/people/ME/reactivate", ADMINISTRATORS, TO_THEMSELVES],
];
