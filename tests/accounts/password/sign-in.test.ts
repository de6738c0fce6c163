import { expect, onTestFinished, test, vi } from "vitest";
import {
  FAILURES_PER_ACCOUNT,
  FAILURES_PER_BROWSER,
  FAILURES_PER_NETWORK,
  KNOWN_BROWSER_S,
  MAX_KNOWN_BROWSERS,
} from "~/accounts/account.schema";
import { setActive } from "~/accounts/account.server";
import { createAccountLimits } from "~/accounts/account-limits.server";
import { changePassword } from "~/accounts/password/new-password.server";
import { hashPassword } from "~/accounts/password/password.server";
import { signIn } from "~/accounts/password/sign-in.server";
import { pruneKnownBrowsers } from "~/accounts/session/known-browser.server";
import { findMember } from "~/accounts/session/session.server";
import { openDatabase } from "~/platform/database/database.server";
import { newDatabaseUrl, provider } from "../../factories/database";
import { withChangeBefore } from "../../factories/meanwhile";
import { createMember, PASSWORD } from "../../factories/people";

const hashes = vi.hoisted(() => {
  // Another test file of this process may have loaded argon2 without the counter.
  vi.resetModules();
  return { made: 0 };
});
vi.mock("@node-rs/argon2", async (original) => {
  const argon2 = await original<typeof import("@node-rs/argon2")>();
  const counted =
    <Words extends unknown[], T>(work: (...words: Words) => T) =>
    (...words: Words) => {
      hashes.made++;
      return work(...words);
    };
  return { ...argon2, hash: counted(argon2.hash), verify: counted(argon2.verify) };
});

async function openCounting() {
  const url = await newDatabaseUrl();
  let questions = 0;
  const db = openDatabase(url, { onQuery: () => questions++ });
  onTestFinished(() => db.close());
  const deps = { db, accountLimits: createAccountLimits(db, true) };
  const attempt = (
    email: string,
    password: string,
    address = "192.0.2.1",
    browser?: string,
    now = new Date(),
  ) => signIn(deps, { email, password }, { device: "A test", address, ...(browser && { browser }) }, now);
  /** Counts database queries and password hashes of one attempt, after a first attempt that warms up. */
  async function measure(email: string, password: string, browser?: string) {
    await attempt(email, password, undefined, browser);
    const before = { questions, hashes: hashes.made };
    const { ok } = await attempt(email, password, undefined, browser);
    return { ok, questions: questions - before.questions, hashes: hashes.made - before.hashes };
  }
  return { url, db, attempt, measure };
}

test("signs in with one hash and five queries, and three more queries for a known browser", async () => {
  const { db, measure } = await openCounting();
  const { email } = await createMember(db, "ada");
  // A transaction on PostgreSQL runs one more statement, its lock.
  const turn = provider() === "postgresql" ? 1 : 0;
  expect(await measure(email, PASSWORD)).toEqual({ ok: true, hashes: 1, questions: 5 + turn });
  expect(await measure(email, PASSWORD, BROWSER)).toEqual({ ok: true, hashes: 1, questions: 8 + turn });
});

test("refuses the old password when it is changed while it is verified", async () => {
  const { db } = await openCounting();
  const { email, ...member } = await createMember(db, "ada");
  const deps = { db, siteUrl: "https://table.example" };
  const newHash = await hashPassword("another harbour quilt 9");
  const began = new Date();
  let own = "";
  // Reads the account before the change and returns it after the change is committed.
  const account = {
    async findUnique(asked: { where: { email: string } }) {
      const before = await db.account.findUnique(asked);
      own = (await changePassword(deps, member, newHash, new Date(began.getTime() + 1))) ?? "";
      return before;
    },
  };
  const late = new Proxy(db, {
    get: (target, name) => (name === "account" ? account : Reflect.get(target, name)),
  });
  const device = { device: "A test", address: "192.0.2.1" };
  const accountLimits = createAccountLimits(db, true);
  const signedIn = await signIn({ db: late, accountLimits }, { email, password: PASSWORD }, device, began);
  const since = new Date(began.getTime() + 1_000);
  expect(signedIn.ok && (await findMember(db, signedIn.secret, since))).toBeNull();
  expect(await findMember(db, own, since)).toMatchObject({ handle: "ada" });
});

test("refuses a password when the account is deactivated while it is verified", async () => {
  const { db } = await openCounting();
  const { email, accountId } = await createMember(db, "ada");
  const close = () => db.write((tx) => setActive(tx, accountId, false, new Date()));
  const deps = { db: withChangeBefore(db, close), accountLimits: createAccountLimits(db, false) };
  const device = { device: "A test", address: "192.0.2.1" };
  const signedIn = await signIn(deps, { email, password: PASSWORD }, device, new Date());
  expect(signedIn).toEqual({ ok: false, reason: "sign-in.deactivated" });
  expect(await db.session.count()).toBe(0);
});

test("spends the same queries and hashes on an unknown account as on a known one", async () => {
  const { db, measure } = await openCounting();
  const { email } = await createMember(db, "ada");
  const keyless = await createMember(db, "ben", { password: null });
  const wrong = await measure(email, "not the one");
  expect(wrong).toMatchObject({ ok: false, hashes: 1 });
  expect(await measure("nobody@example.org", "not the one")).toEqual(wrong);
  expect(await measure(keyless.email, "not the one")).toEqual(wrong);
  const wrongHere = await measure(email, "not the one", BROWSER);
  expect(wrongHere).toMatchObject({ ok: false, hashes: 1 });
  expect(await measure("nobody@example.org", "not the one", BROWSER)).toEqual(wrongHere);
});

test("hashes a password again at sign-in when its hash has weaker parameters", async () => {
  const { db, attempt } = await openCounting();
  const { email, accountId } = await createMember(db, "ada");
  const { hash } = await import("@node-rs/argon2");
  const weak = await hash(PASSWORD, { memoryCost: 4_096, timeCost: 1, parallelism: 1 });
  await db.account.update({ where: { id: accountId }, data: { passwordHash: weak } });
  expect((await attempt(email, PASSWORD)).ok).toBe(true);
  const { passwordHash } = await db.account.findUniqueOrThrow({ where: { id: accountId } });
  expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect((await attempt(email, PASSWORD)).ok).toBe(true);
});

test("keeps a password that is chosen while an old hash is made anew", async () => {
  const { db, attempt } = await openCounting();
  const { email, accountId } = await createMember(db, "ada");
  const { hash } = await import("@node-rs/argon2");
  const weak = await hash(PASSWORD, { memoryCost: 4_096, timeCost: 1, parallelism: 1 });
  await db.account.update({ where: { id: accountId }, data: { passwordHash: weak } });
  const update = db.account.updateMany.bind(db.account);
  const spy = vi.spyOn(db.account, "updateMany").mockImplementationOnce((async (given: never) => {
    await update({ where: { id: accountId }, data: { passwordHash: "chosen meanwhile" } });
    return update(given);
  }) as never);
  onTestFinished(() => spy.mockRestore());
  await attempt(email, PASSWORD);
  expect(spy).toHaveBeenCalledOnce();
  expect(await db.account.findUnique({ where: { id: accountId } })).toMatchObject({
    passwordHash: "chosen meanwhile",
  });
});

test("limits wrong passwords per account, from any network and across restarts", async () => {
  const { url, db, attempt } = await openCounting();
  const { email } = await createMember(db, "ada");
  const other = await createMember(db, "ben");
  for (let count = 0; count < FAILURES_PER_ACCOUNT; count++)
    expect(await attempt(email, "guess", `192.0.2.${count}`)).toMatchObject({ reason: "sign-in.mismatch" });
  const refused = { ok: false, reason: "sign-in.too-many", seconds: expect.any(Number) };
  expect(await attempt(email, PASSWORD, "198.51.100.1")).toEqual(refused);
  expect((await attempt(other.email, PASSWORD)).ok).toBe(true);

  const after = openDatabase(url);
  onTestFinished(() => after.close());
  const deps = { db: after, accountLimits: createAccountLimits(after, true) };
  const device = { device: "A test", address: "198.51.100.2" };
  expect(await signIn(deps, { email, password: PASSWORD }, device, new Date())).toEqual(refused);
});

test("limits wrong passwords per network, for any account", async () => {
  const { db, attempt } = await openCounting();
  const { email } = await createMember(db, "ada");
  for (let count = 0; count < FAILURES_PER_NETWORK; count++) await attempt(`x${count}@example.org`, "guess");
  expect(await attempt(email, PASSWORD)).toMatchObject({ reason: "sign-in.too-many" });
  expect((await attempt(email, PASSWORD, "198.51.100.1")).ok).toBe(true);
});

/** Browser tokens, as kept in a cookie. */
const [BROWSER, OTHER_BROWSER] = ["b".repeat(48), "c".repeat(48)];

const REFUSED = { ok: false, reason: "sign-in.too-many", seconds: expect.any(Number) };

test("lets owners sign in from a known browser when strangers used up the limits of the account and the network", async () => {
  const { db, attempt } = await openCounting();
  const { email } = await createMember(db, "ada");
  expect((await attempt(email, PASSWORD, "192.0.2.1", BROWSER)).ok).toBe(true);
  for (let count = 0; count < FAILURES_PER_NETWORK; count++)
    await attempt(count % 2 ? email : `x${count}@example.org`, "guess", "192.0.2.1", OTHER_BROWSER);
  expect(await attempt(email, PASSWORD, "198.51.100.1", OTHER_BROWSER)).toEqual(REFUSED);
  expect(await attempt(email, PASSWORD, "198.51.100.1")).toEqual(REFUSED);
  expect(await attempt(email, "mistyped", "192.0.2.1", BROWSER)).toMatchObject({
    reason: "sign-in.mismatch",
  });
  expect((await attempt(email, PASSWORD, "192.0.2.1", BROWSER)).ok).toBe(true);
});

test("limits wrong passwords of a known browser, per account", async () => {
  const { db, attempt } = await openCounting();
  const [ada, ben] = [await createMember(db, "ada"), await createMember(db, "ben")];
  for (const { email } of [ada, ben])
    expect((await attempt(email, PASSWORD, undefined, BROWSER)).ok).toBe(true);
  for (let count = 0; count < FAILURES_PER_BROWSER; count++)
    expect(await attempt(ada.email, "guess", `192.0.2.${count}`, BROWSER)).toMatchObject({
      reason: "sign-in.mismatch",
    });
  expect(await attempt(ada.email, PASSWORD, "198.51.100.1", BROWSER)).toEqual(REFUSED);
  expect((await attempt(ben.email, PASSWORD, "192.0.2.1", BROWSER)).ok).toBe(true);
  expect((await attempt(ada.email, PASSWORD, "192.0.2.1", OTHER_BROWSER)).ok).toBe(true);
});

test("treats a browser known to another account as unknown", async () => {
  const { db, attempt } = await openCounting();
  const [ada, eve] = [await createMember(db, "ada"), await createMember(db, "eve")];
  expect((await attempt(eve.email, PASSWORD, "192.0.2.1", BROWSER)).ok).toBe(true);
  for (let count = 0; count < FAILURES_PER_ACCOUNT; count++)
    await attempt(ada.email, "guess", `192.0.2.${count}`, BROWSER);
  expect(await attempt(ada.email, PASSWORD, "198.51.100.1", BROWSER)).toEqual(REFUSED);
});

test("knows a browser for half a year, and keeps an account's most recently used ones", async () => {
  const { db, attempt } = await openCounting();
  const { email } = await createMember(db, "ada");
  const now = Date.now();
  for (let count = 0; count <= MAX_KNOWN_BROWSERS; count++)
    await attempt(email, PASSWORD, undefined, `${count}`.padStart(48, "0"), new Date(now + count * 1_000));
  expect(await db.knownBrowser.count()).toBe(MAX_KNOWN_BROWSERS);
  for (let count = 0; count < FAILURES_PER_ACCOUNT; count++)
    await attempt(email, "guess", `192.0.2.${count}`);
  expect(await attempt(email, PASSWORD, undefined, "0".repeat(48))).toEqual(REFUSED);
  const newest = `${MAX_KNOWN_BROWSERS}`.padStart(48, "0");
  expect((await attempt(email, PASSWORD, undefined, newest)).ok).toBe(true);
  const late = new Date(Date.now() + (KNOWN_BROWSER_S + 60) * 1_000);
  expect(await attempt(email, PASSWORD, undefined, newest, late)).toEqual(REFUSED);
  await pruneKnownBrowsers(db, late);
  expect(await db.knownBrowser.count()).toBe(0);
});

test("enforces the limit on simultaneous guesses", async () => {
  const { db, attempt } = await openCounting();
  const { email } = await createMember(db, "ada");
  const answers = await Promise.all(
    Array.from({ length: FAILURES_PER_ACCOUNT + 10 }, (_, count) =>
      attempt(email, "guess", `192.0.2.${count}`),
    ),
  );
  const tried = answers.filter((answer) => !answer.ok && answer.reason === "sign-in.mismatch");
  expect(tried).toHaveLength(FAILURES_PER_ACCOUNT);
});

test("keeps no e-mail address in the rate limits", async () => {
  const { db, attempt } = await openCounting();
  await attempt("somebody@example.org", "guess");
  expect(JSON.stringify(await db.rateLimit.findMany())).not.toContain("somebody");
});

test("refuses an overlong password at the usual cost, without normalizing all of it", async () => {
  const { db, measure } = await openCounting();
  const { email } = await createMember(db, "ada");
  const wrong = await measure(email, "not the one");
  const normalize = vi.spyOn(String.prototype, "normalize");
  onTestFinished(() => normalize.mockRestore());
  expect(await measure(email, `a${"\u0301\u0323".repeat(15_000)}`)).toEqual(wrong);
  expect(normalize).toHaveBeenCalled();
  for (const text of normalize.mock.contexts) expect(String(text).length).toBeLessThan(2_000);
});
