import { z } from "zod";
import { canonicalEmail, emailField } from "~/people/fields";
import { handleField, nameField } from "~/people/person.schema";

/** Ten characters that zxcvbn rates as strong withstand years of guessing against our hashes. */
export const MIN_PASSWORD_CHARS = 10;
/** A whole sentence; more adds no useful strength. */
export const MAX_PASSWORD_CHARS = 128;

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

/** A session ends after this long without use. */
export const SESSION_IDLE_S = 30 * DAY_S;
/** The maximum lifetime of a session, used or not. */
export const SESSION_LIFE_S = 180 * DAY_S;
/** Precision of a session's last use, which saves a write for each page. */
export const SESSION_TOUCH_S = 5 * MINUTE_S;
/** A visit ends after this long without a page: whoever comes back from lunch begins another. It may take SESSION_TOUCH_S longer. */
export const VISIT_S = 30 * MINUTE_S;
/** More devices than anyone has; the list in the settings ends here. */
export const SESSIONS_SHOWN = 50;
/** How long a session keeps the full IP address, to recognise a stranger's sign-in. Afterwards only the
 *  network part is kept. */
export const KEEP_ADDRESS_DAYS = 7;
/** Without a password to ask for, changes to sign-in methods need a sign-in that is this recent. */
export const FRESH_S = 30 * MINUTE_S;

/** Wrong passwords per quarter of an hour for one account, from all unknown browsers together. A person
 *  mistypes less often; guessing needs more. */
export const FAILURES_PER_ACCOUNT = 10;
/** The same from one browser that the account has used, so that strangers' guesses don't lock its owner
 *  out. */
export const FAILURES_PER_BROWSER = 10;
/** The limit per session, for re-authentication. */
export const FAILURES_PER_SESSION = 10;
/** The limit per network, which may be a whole library. */
export const FAILURES_PER_NETWORK = 50;
export const FAILURES_SECONDS = 15 * MINUTE_S;
/** How long an account remembers a browser after its last sign-in: as long as a session may last. */
export const KNOWN_BROWSER_S = 180 * DAY_S;
/** Number of browsers that an account remembers, the most recent ones: more than anyone has, and a bound on
 *  the guesses from them. */
export const MAX_KNOWN_BROWSERS = 10;

/** While a link is valid and younger than this, asking again sends none. Nobody can flood a stranger's
 *  mailbox, and no limit is used up that would keep its owner from asking. As long as a reset link is
 *  valid. */
export const RESEND_S = HOUR_S;
/** E-mails to confirm new addresses, per hour for one account and for one network. */
export const EMAILS_PER_ACCOUNT = 5;
export const EMAILS_PER_NETWORK = 30;
/** To follow something with an address, per hour for one network: a class that follows a series together. Apart from the others, so that it
 *  keeps nobody from resetting a password. */
export const FOLLOWS_PER_NETWORK = 60;
export const EMAILS_SECONDS = HOUR_S;
/** Sign-ins with another site per quarter of an hour for one network: a whole class with two attempts
 *  each. */
export const STARTS_PER_NETWORK = 100;
export const STARTS_SECONDS = 15 * MINUTE_S;
/** New passwords per quarter of an hour for one network, since each is measured: sixty people with three
 *  attempts each. */
export const CHOICES_PER_NETWORK = 200;
export const CHOICES_SECONDS = 15 * MINUTE_S;
/** As long as the answer of the provider may take, and for new people as long as a link to join is valid. */
export const IDENTITY_COOKIE_S = 15 * MINUTE_S;
export const JOINING_COOKIE_S = DAY_S;

const accountEmail = () =>
  emailField("Please enter an e-mail address, for example you@example.org.").transform(canonicalEmail);

/** Unchanged, since spaces count. */
const password = () => z.string().default("");

const charsOf = (text: string) => [...text].length;

/** A new password. Its strength is checked separately. */
const newPassword = () =>
  password().pipe(
    z
      .string()
      .min(1, { error: "Please choose a password.", abort: true })
      .refine((text) => charsOf(text) >= MIN_PASSWORD_CHARS, {
        error: `Please choose at least ${MIN_PASSWORD_CHARS} characters. A few unconnected words are strong, and easy to remember.`,
      })
      .refine((text) => charsOf(text) <= MAX_PASSWORD_CHARS, {
        error: `This site measures passwords of up to ${MAX_PASSWORD_CHARS} characters. Please choose a shorter one.`,
      }),
  );

export const emailSchema = z.object({ email: accountEmail() });
export const signInSchema = z.object({
  email: accountEmail(),
  password: password().pipe(z.string().min(1, "Please enter your password.")),
});
export const newPasswordSchema = z.object({ password: newPassword() });
/** The form for joining; the e-mail address is known from the link. */
export const joinSchema = z.object({ name: nameField(), handle: handleField(), password: newPassword() });
export type JoinInput = z.infer<typeof joinSchema>;
/** The form for joining with another sign-in method. */
export const joinWithoutPasswordSchema = joinSchema.omit({ password: true });
