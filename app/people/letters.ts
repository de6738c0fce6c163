// What the site writes to people. Each says why it came, and what to do if it came in error.

import type { Letter } from "~/platform/mail/letter";
import type { Role } from "./roles";

const NOT_ME = "If this wasn’t you, you need do nothing: without the link nothing happens.";

export const joinLetter = (siteName: string, href: string): Letter => ({
  subject: `Join ${siteName}`,
  paragraphs: [`Somebody, hopefully you, gave this address to join ${siteName}.`],
  link: { href, words: "Choose your name and join" },
  after: ["The link works once, for a day.", NOT_ME],
});

/** For who asks to join with an address that has joined. */
export const joinedAlreadyLetter = (siteName: string, href: string): Letter => ({
  subject: `You are at ${siteName} already`,
  paragraphs: [
    `Somebody, hopefully you, gave this address to join ${siteName}. It has an account already, so you can sign in with it.`,
  ],
  link: { href, words: "If you have forgotten your password, choose a new one" },
  after: ["The link works once, for an hour.", NOT_ME],
});

export const resetLetter = (siteName: string, href: string): Letter => ({
  subject: `A new password for ${siteName}`,
  paragraphs: [`Somebody, hopefully you, asked for a new password at ${siteName}.`],
  link: { href, words: "Choose a new password" },
  after: ["The link works once, for an hour. Until then your password stays as it is.", NOT_ME],
});

/** For who asks for a new password with an address that nobody has joined with. */
export const noAccountLetter = (siteName: string, href: string): Letter => ({
  subject: `There is no account of yours at ${siteName}`,
  paragraphs: [
    `Somebody, hopefully you, asked for a new password at ${siteName}. Nobody has joined with this address; perhaps you gave another one.`,
  ],
  link: { href, words: "Try with another address" },
  after: ["If this wasn’t you, you need do nothing."],
});

export const emailChangeLetter = (siteName: string, href: string, newEmail: string): Letter => ({
  subject: `Your address at ${siteName}`,
  paragraphs: [
    `Your account at ${siteName} is to have the address ${newEmail} instead of this one. It takes a confirmation from both.`,
  ],
  link: { href, words: "Yes, change it" },
  after: [
    "The link works once, for a day.",
    "If this wasn’t you, somebody else is signed in as you: don’t follow the link, choose a new password, and sign out everywhere in your settings.",
  ],
});

export const newEmailLetter = (siteName: string, href: string): Letter => ({
  subject: `Your address at ${siteName}`,
  paragraphs: [
    `This is to be the address of an account at ${siteName}. It takes a confirmation from here and from the address before.`,
  ],
  link: { href, words: "Yes, this is my address" },
  after: ["The link works once, for a day.", NOT_ME],
});

/** To the new address of a change, where that belongs to an account already. */
export const emailTakenLetter = (siteName: string, href: string): Letter => ({
  subject: `Your address at ${siteName}`,
  paragraphs: [
    `Somebody, hopefully you, wanted to give this address to another account at ${siteName}. It has an account of its own, so it stays with that.`,
  ],
  link: { href, words: "Sign in with it" },
  after: ["If this wasn’t you, you need do nothing."],
});

export const emailChangedLetter = (siteName: string, newEmail: string): Letter => ({
  subject: `Your address at ${siteName} was changed`,
  paragraphs: [`Your account at ${siteName} now has the address ${newEmail}, as was confirmed from here.`],
});

export const passwordChangedLetter = (siteName: string, href: string): Letter => ({
  subject: `Your password at ${siteName} was changed`,
  paragraphs: [`The password of your account at ${siteName} was just changed.`],
  link: { href, words: "If this wasn’t you, choose a new one" },
});

export const waysInChangedLetter = (siteName: string, what: string, href: string): Letter => ({
  subject: `A way to sign in at ${siteName} was changed`,
  paragraphs: [`${what} If this wasn’t you, look at your ways to sign in.`],
  link: { href, words: "Your ways to sign in" },
});

/** The last one. */
export const farewellLetter = (siteName: string, kept: boolean): Letter => ({
  subject: `You have left ${siteName}`,
  paragraphs: [
    `Your account at ${siteName} is closed, as you asked, and this address is forgotten there. This is the last letter.`,
    kept
      ? "What you wrote stays, by “A former member”, and nothing there says any more that it was you."
      : "What you wrote is removed. Where others had answered it, a line stands in its place so that their words keep theirs.",
    "Backups that were made before today keep what they held until they are replaced by newer ones.",
  ],
  after: ["Thank you for having been at the table."],
});

export const roleLetter = (siteName: string, href: string, role: Role, meaning: string): Letter => ({
  subject: `You are now ${role === "reader" || role === "contributor" ? "a" : "an"} ${role} at ${siteName}`,
  paragraphs: [
    `An administrator of ${siteName} has made you ${role}: somebody who ${meaning}.`,
    "You were signed out everywhere, so that what you may do is the same on all your devices.",
  ],
  link: { href, words: "Sign in" },
});

export const invitationLetter = (
  siteName: string,
  href: string,
  { role, meaning, days }: { role: Role; meaning: string; days: number },
): Letter => ({
  subject: `An invitation to ${siteName}`,
  paragraphs: [`An administrator of ${siteName} invites you to join it as ${role}: somebody who ${meaning}.`],
  link: { href, words: "Choose your name and join" },
  after: [
    `The link works once, for ${days === 1 ? "a day" : `${days} days`}. If you don’t want to join, you need do nothing.`,
  ],
});
