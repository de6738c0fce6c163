// The texts of all e-mails. Each says why it was sent, and what to do if it wasn't requested.

import { type Role, withArticle } from "~/people/roles";
import type { Email } from "~/platform/mail/email";

const NOT_ME = "If this wasn’t you, you can ignore this e-mail.";

/** "An author can publish their own posts." */
const explainRole = (role: Role, meaning: string) => {
  const subject = withArticle(role);
  return `${subject.charAt(0).toUpperCase()}${subject.slice(1)} ${meaning}.`;
};

export const joinEmail = (siteName: string, href: string): Email => ({
  subject: `Join ${siteName}`,
  paragraphs: [`You (or someone else) asked to join ${siteName} with this e-mail address.`],
  link: { href, words: "Choose your name and join" },
  after: ["The link works once and expires after 24 hours.", NOT_ME],
});

/** For someone who asks to join with an address that has an account. */
export const joinedAlreadyEmail = (siteName: string, href: string): Email => ({
  subject: `You already have an account at ${siteName}`,
  paragraphs: [
    `You (or someone else) asked to join ${siteName} with this e-mail address. It already has an account, so you can sign in with it.`,
  ],
  link: { href, words: "Forgot your password? Choose a new one" },
  after: ["The link works once and expires after 1 hour.", NOT_ME],
});

export const resetEmail = (siteName: string, href: string): Email => ({
  subject: `Reset your password for ${siteName}`,
  paragraphs: [`You (or someone else) asked to reset your password at ${siteName}.`],
  link: { href, words: "Choose a new password" },
  after: [
    "The link works once and expires after 1 hour. Your password stays the same until you choose a new one.",
    NOT_ME,
  ],
});

/** For someone who asks for a new password with an address that has no account. */
export const noAccountEmail = (siteName: string, href: string): Email => ({
  subject: `No account at ${siteName} with this e-mail address`,
  paragraphs: [
    `You (or someone else) asked to reset a password at ${siteName}. There is no account with this e-mail address. Perhaps you joined with another one.`,
  ],
  link: { href, words: "Try another e-mail address" },
  after: [NOT_ME],
});

export const addressChangeEmail = (siteName: string, href: string, newEmail: string): Email => ({
  subject: `Confirm your new e-mail address at ${siteName}`,
  paragraphs: [
    `You asked to change the e-mail address of your account at ${siteName} to ${newEmail}. To change it, confirm it here and from the new address.`,
  ],
  link: { href, words: "Confirm the change" },
  after: [
    "The link works once and expires after 24 hours.",
    "If this wasn’t you, someone else is signed in to your account. Don’t open the link. Change your password, and sign out everywhere else in your settings.",
  ],
});

export const newAddressEmail = (siteName: string, href: string): Email => ({
  subject: `Confirm your e-mail address at ${siteName}`,
  paragraphs: [
    `You (or someone else) asked to use this e-mail address for an account at ${siteName}. To change it, confirm it here and from the old address.`,
  ],
  link: { href, words: "Confirm this address" },
  after: ["The link works once and expires after 24 hours.", NOT_ME],
});

/** The e-mail to the new address of an e-mail change that already has an account. */
export const addressTakenEmail = (siteName: string, href: string): Email => ({
  subject: `Your e-mail address at ${siteName}`,
  paragraphs: [
    `You (or someone else) tried to use this e-mail address for another account at ${siteName}. It already has an account, so nothing was changed.`,
  ],
  link: { href, words: "Sign in with this address" },
  after: [NOT_ME],
});

export const addressChangedEmail = (siteName: string, newEmail: string): Email => ({
  subject: `Your e-mail address at ${siteName} was changed`,
  paragraphs: [
    `The e-mail address of your account at ${siteName} is now ${newEmail}. The change was confirmed from this address.`,
  ],
});

export const passwordChangedEmail = (siteName: string, href: string): Email => ({
  subject: `Your password at ${siteName} was changed`,
  paragraphs: [`The password of your account at ${siteName} was changed.`],
  link: { href, words: "If this wasn’t you, choose a new password" },
});

export const signInMethodsChangedEmail = (siteName: string, what: string, href: string): Email => ({
  subject: `Your sign-in methods at ${siteName} changed`,
  paragraphs: [`${what} If this wasn’t you, check your sign-in methods.`],
  link: { href, words: "Check your sign-in methods" },
});

/** An administrator tries the mail server. */
export const testEmail = (siteName: string): Email => ({
  subject: `Test e-mail from ${siteName}`,
  paragraphs: [`You asked ${siteName} to send you a test e-mail. It arrived, so the site can send e-mail.`],
});

/** After joining: leads to what the new member may do. */
export const welcomeEmail = (
  siteName: string,
  siteUrl: string,
  { role, meaning, mayWrite }: { role: Role; meaning: string; mayWrite: boolean },
): Email => ({
  subject: `Welcome to ${siteName}`,
  paragraphs: [
    `Your account at ${siteName} is ready, and you are ${withArticle(role)}. ${explainRole(role, meaning)}`,
  ],
  link: mayWrite
    ? { href: `${siteUrl}/write`, words: "Write your first post" }
    : { href: `${siteUrl}/`, words: `Read ${siteName}` },
  after: [`Your name, your profile and your notifications are in your settings: ${siteUrl}/settings`],
});

/** The last e-mail, after an account was deleted. */
export const farewellEmail = (siteName: string, kept: boolean): Email => ({
  subject: `Your account at ${siteName} is deleted`,
  paragraphs: [
    `Your account at ${siteName} is deleted, as you asked, and so is your e-mail address. This is the last e-mail.`,
    kept
      ? "Your posts and comments stay, by “A former member”. Nothing on the site connects them to you any more."
      : "Your posts and comments are deleted. Where someone replied, a line without your name keeps the place, so that the replies still make sense.",
    "Backups made before today keep your data until newer ones replace them.",
  ],
  after: ["Thank you for having been at the table."],
});

export const roleEmail = (siteName: string, href: string, role: Role, meaning: string): Email => ({
  subject: `You are now ${withArticle(role)} at ${siteName}`,
  paragraphs: [
    `An administrator of ${siteName} has changed your role to ${role}. ${explainRole(role, meaning)}`,
    "You were signed out on all your devices, so that the new role applies everywhere. Please sign in again.",
  ],
  link: { href, words: "Sign in" },
});

export const moderatorEmail = (siteName: string, href: string, moderates: boolean): Email => ({
  subject: moderates ? `You can now moderate ${siteName}` : `You no longer moderate ${siteName}`,
  paragraphs: [
    moderates
      ? `An administrator of ${siteName} has given you the right to approve, hide and remove responses.`
      : `An administrator of ${siteName} has taken back your right to moderate responses.`,
    "You were signed out on all your devices, so that this applies everywhere. Please sign in again.",
  ],
  link: moderates
    ? { href, words: "See which responses wait" }
    : { href: href.replace(/moderation$/, "sign-in"), words: "Sign in" },
});

export const invitationEmail = (
  siteName: string,
  href: string,
  { role, meaning, days, by }: { role: Role; meaning: string; days: number; by: string },
): Email => ({
  subject: `Invitation to join ${siteName}`,
  paragraphs: [
    `${by} has invited you to join ${siteName} as ${withArticle(role)}. ${explainRole(role, meaning)}`,
  ],
  link: { href, words: "Choose your name and join" },
  after: [
    `The link works once and expires after ${days === 1 ? "1 day" : `${days} days`}. If you don’t want to join, you can ignore this e-mail.`,
  ],
});
