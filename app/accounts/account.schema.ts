import { z } from "zod";
import { canonicalEmail, emailField } from "~/people/fields";
import { handleField, nameField } from "~/people/person.schema";

/** Ten characters that zxcvbn finds strong outlast years of guessing at our hashes; more is the person's choice. */
export const MIN_PASSWORD_CHARS = 10;
/** A whole sentence; more is not stronger in any way that counts. */
export const MAX_PASSWORD_CHARS = 128;

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

/** Whoever doesn't come for so long is signed out. */
export const SESSION_IDLE_S = 30 * DAY_S;
/** And everybody after this, however often they come. */
export const SESSION_LIFE_S = 180 * DAY_S;
/** When a session was last used is known to this: a write for each page that is read would be many. */
export const SESSION_TOUCH_S = 15 * MINUTE_S;
/** More devices than anybody has: the list in the settings ends here. */
export const SESSIONS_SHOWN = 50;
/** How long a network address is kept whole: to find out who that was. Then only the network's part of it is left. */
export const KEEP_ADDRESS_DAYS = 7;
/** What changes how somebody comes in is done soon after they came in, where there is no password to ask for. */
export const FRESH_S = 30 * MINUTE_S;

/** Wrong passwords in a quarter of an hour, for one account, from all browsers that it never signed in with: a person mistypes
 *  less often, and guessing needs more. */
export const FAILURES_PER_ACCOUNT = 10;
/** The same from one browser that it has signed in with, so that strangers' guesses don't shut its owner out. */
export const FAILURES_PER_BROWSER = 10;
/** And from one session, where the password is asked for once more. */
export const FAILURES_PER_SESSION = 10;
/** And from one network, which may be a whole library. */
export const FAILURES_PER_NETWORK = 50;
export const FAILURES_SECONDS = 15 * MINUTE_S;
/** How long an account knows a browser again after its last sign-in there: as long as a session may last. */
export const KNOWN_BROWSER_S = 180 * DAY_S;
/** How many browsers an account knows, the last ones used: more than anybody has, and a bound on what each may guess. */
export const MAX_KNOWN_BROWSERS = 10;

/** While a link that was mailed is good and younger than this, asking for it again sends none: nobody can flood a stranger's
 *  mailbox, and no count is used up that would keep its owner from asking. As long as a link for a new password is good. */
export const RESEND_S = HOUR_S;
/** E-mails that an account can have sent to confirm new addresses in an hour, and everybody in one network can ask for. */
export const LETTERS_PER_ACCOUNT = 5;
export const LETTERS_PER_NETWORK = 30;
export const LETTERS_SECONDS = HOUR_S;
/** Ways to another site that a network may begin in a quarter of an hour: a whole class, each of whom tries twice. */
export const STARTS_PER_NETWORK = 100;
export const STARTS_SECONDS = 15 * MINUTE_S;
/** Passwords that a network may try to choose in a quarter of an hour, each of which is measured: sixty who join, three tries each. */
export const CHOICES_PER_NETWORK = 200;
export const CHOICES_SECONDS = 15 * MINUTE_S;
/** As long as the other site has to answer; and, for who is new, as long as a link to join. */
export const IDENTITY_COOKIE_S = 15 * MINUTE_S;
export const JOINING_COOKIE_S = DAY_S;

const accountEmail = () =>
  emailField("Please enter an e-mail address, for example you@example.org.").transform(canonicalEmail);

/** As it was typed: spaces count. */
const password = () => z.string().default("");

const charsOf = (text: string) => [...text].length;

/** One that is chosen. What is too weak is said where its strength is measured. */
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
/** Who joins: the address is known from the link that they followed. */
export const joinSchema = z.object({ name: nameField(), handle: handleField(), password: newPassword() });
export type JoinInput = z.infer<typeof joinSchema>;
/** Who joins and will come back another way than by a password. */
export const joinWithoutPasswordSchema = joinSchema.omit({ password: true });
