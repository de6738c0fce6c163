// What can be followed, how one is told, and the limits of both.

import { z } from "zod";
import { CONFIRM_DAYS } from "~/comments/guests/guest.schema";
import { emailField } from "~/people/fields";
import { isTimeZone } from "~/site/site.schema";

/** How somebody is told: by an e-mail at once, once a day or once a week; or on the site alone (/notifications). */
export const DELIVERIES = ["at-once", "daily", "weekly", "site"] as const;
export type Delivery = (typeof DELIVERIES)[number];
/** Somebody without an account has no page on the site where they would find it. */
export const EMAIL_DELIVERIES = ["at-once", "daily", "weekly"] as const;

/** How a thing is followed: a series also from its beginning, a part a week. */
export const CHOICES = [...DELIVERIES, "parts"] as const;
export type Chosen = (typeof CHOICES)[number];

/** What members are told of without following it, and can turn off. */
export const PREFERENCES = ["replies", "mentions", "continued", "own-posts"] as const;
export type Preference = (typeof PREFERENCES)[number];
export const WANTED = [...DELIVERIES, "never"] as const;
export type Wanted = (typeof WANTED)[number];

/** Where a thing is followed from: /follow/posts/12. */
export const THINGS = ["site", "posts", "comments", "series", "tags", "people"] as const;
export type ThingKind = (typeof THINGS)[number];

/** More than anybody reads: each new post and response asks who follows it, and /following is one page. */
export const MAX_FOLLOWED = 500;
export const TOO_MANY_FOLLOWED = `You follow ${MAX_FOLLOWED} things, which is the limit. Stop following something first.`;
/** Things that an address is asked about at once: those that were asked for last, on one page. */
export const MAX_REQUESTS = 20;
/** An address that isn't confirmed is forgotten after this time. */
export const KEEP_REQUESTS_MS = CONFIRM_DAYS * 24 * 60 * 60 * 1000;
/** On /notifications. */
export const NOTIFICATIONS_PAGE = 50;
/** A count in the menu says "99+". */
export const MAX_COUNTED = 99;

/** Recipients of an e-mail that are counted before a publication: a hundredth of a second. */
export const MAX_RECIPIENTS = 10_000;

/** Time between two e-mails about one conversation: what comes meanwhile is in the next. */
export const BATCH_MS = 10 * 60 * 1000;
/** Time in which a new post can be withdrawn before anybody is told. */
export const POST_DELAY_MS = 5 * 60 * 1000;
/** Followers of a post that is older aren't told: an archive was published. */
export const NEWS_MS = 7 * 24 * 60 * 60 * 1000;
/** Notifications are deleted after this time, read or not. */
export const KEEP_NOTIFICATIONS_MS = 90 * 24 * 60 * 60 * 1000;

export const followSchema = z.object({ delivery: z.enum([...CHOICES, "stop", "mute"]) });
export const guestFollowSchema = z.object({
  email: emailField("Please enter your e-mail address. We’ll ask it once whether it is yours."),
  delivery: z.enum([...EMAIL_DELIVERIES, "parts"], { error: "Choose how often you want e-mail." }),
});
export const changeSchema = z.object({ delivery: z.enum([...CHOICES, "stop"]) });
export const linkChangeSchema = z.object({ delivery: z.enum([...CHOICES, "mute"]) });
export const preferencesSchema = z.object({
  replies: z.enum(WANTED),
  // A form that was open before there were mentions says nothing of them.
  mentions: z.enum(WANTED).optional(),
  continued: z.enum(WANTED).optional(),
  "own-posts": z.enum(WANTED),
  hour: z.coerce.number().int().min(0).max(23),
  weekday: z.coerce.number().int().min(0).max(6),
  /** "" is the site's. */
  timeZone: z.string().refine((zone) => zone === "" || isTimeZone(zone)),
  once: z.string().optional(),
});
