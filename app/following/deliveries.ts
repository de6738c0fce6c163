// The ways of being told, as people choose them.

import type { Chosen, Delivery, ThingKind, Wanted } from "./following.schema";

export const DELIVERY_NAMES = new Map<Wanted | Chosen, string>([
  ["at-once", "By e-mail, at once"],
  ["daily", "By e-mail, once a day"],
  ["weekly", "By e-mail, once a week"],
  ["parts", "By e-mail, one part a week"],
  ["site", "On this site only"],
  ["never", "Not at all"],
]);

const HINTS = new Map<Delivery, string>([
  ["at-once", "Within minutes. Several responses to one post come together."],
  ["daily", "One e-mail with everything new, if there is anything."],
  ["weekly", "One e-mail a week, if there is anything new."],
  ["site", "Under Notifications, in the menu with your name."],
]);

/** What can be chosen: without a mail server, no e-mail is promised. */
export const deliveryOptions = (sendsMail: boolean) =>
  [...HINTS].flatMap(([value, hint]) =>
    sendsMail || value === "site" ? [{ value, label: DELIVERY_NAMES.get(value) ?? value, hint }] : [],
  );

/** The same for whoever gets nothing else than e-mail. */
export const emailOptions = [
  { value: "at-once", label: "At once", hint: HINTS.get("at-once") ?? "" },
  { value: "daily", label: "Once a day", hint: HINTS.get("daily") ?? "" },
  { value: "weekly", label: "Once a week", hint: HINTS.get("weekly") ?? "" },
];

/** In a list of e-mails, where the words "By e-mail" would be in each. */
const SHORT_NAMES = new Map<Chosen, string>([
  ["at-once", "At once"],
  ["daily", "Once a day"],
  ["weekly", "Once a week"],
  ["parts", "A part a week"],
  ["site", "On the site"],
]);

export const shortOptions = (values: readonly Chosen[]) =>
  values.map((value) => ({ value, name: SHORT_NAMES.get(value) ?? value }));

/** Of a series, for whoever comes late. */
export const PARTS_OPTION = {
  value: "parts" as const,
  label: "From the beginning, one part a week by e-mail",
  hint: "Part one comes today. After the last one, you are told of new parts at once.",
};

export const selectOptions = (sendsMail: boolean, values: readonly (Wanted | Chosen)[]) =>
  values
    .filter((value) => sendsMail || value === "site" || value === "never")
    .map((value) => ({ value, name: DELIVERY_NAMES.get(value) ?? value }));

/** What following brings. */
export const WHAT_COMES = new Map<ThingKind, string>([
  ["site", "Each new post of the site."],
  ["posts", "Each new response to this post."],
  ["comments", "Each reply in this thread."],
  ["series", "Each new part of this series."],
  ["tags", "Each new post that is filed under this tag."],
  ["people", "Each new post of this person, and their comments."],
]);
