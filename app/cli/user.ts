import { emailSchema } from "~/accounts/account.schema";
import { type AccountSummary, findAccountByWord, listAccounts } from "~/accounts/account-list.server";
import { appoint } from "~/accounts/appointment.server";
import { issuePasswordLink, openAccount } from "~/accounts/password/password-link.server";
import { handleField, nameField } from "~/people/person.schema";
import { findPersonByHandle } from "~/people/person.server";
import { isRole, ROLES, type Role } from "~/people/roles";
import type { Config } from "~/platform/config/config";
import type { DatabaseClient } from "~/platform/database/database.server";
import { readRowId } from "~/platform/database/rows/row-id";
import { openServices, type Services } from "~/server/site-services";
import { momentOf } from "~/server/words";
import { readSite } from "~/site/site.server";
import { readArguments } from "./arguments";
import { describeMisuse, RUN } from "./help";

const ARGUMENTS = {
  create: { needs: ["EMAIL"], options: { name: "text", handle: "text", role: "text", person: "text" } },
  promote: { needs: ["EMAIL|HANDLE", "ROLE"], options: {} },
  reset: { needs: ["EMAIL|HANDLE"], options: {} },
  list: { options: { role: "text", before: "text" } },
} as const;
type Verb = keyof typeof ARGUMENTS;

const isVerb = (word: string): word is Verb => Object.hasOwn(ARGUMENTS, word);

const LINK_WORDS = "This link works once, within 24 hours:";

/** Lines to print, and the exit code. */
type Answer = { code: 0 | 1 | 2; lines: string[] };

const done = (...lines: string[]): Answer => ({ code: 0, lines });
const failed = (line: string): Answer => ({ code: 1, lines: [line] });
const notUnderstood = (problem: string): Answer => ({ code: 2, lines: [describeMisuse("user", problem)] });

/** `longtable user create|promote|reset|list` */
export async function userCommand(config: Config, [verb = "", ...rest]: string[]): Promise<number> {
  const command = readCommand(verb, rest);
  const { code, lines } = "code" in command ? command : await withServices(config, command.run);
  for (const line of lines) (code === 0 ? console.log : console.error)(line);
  return code;
}

async function withServices(config: Config, run: (services: Services) => Promise<Answer>): Promise<Answer> {
  const services = await openServices(config);
  try {
    return await run(services);
  } finally {
    await services.close();
  }
}

type Options = Partial<Record<"name" | "handle" | "role" | "person" | "before", string>>;

/** Parses the command before the database is opened. */
function readCommand(
  verb: string,
  rest: string[],
): Answer | { run: (services: Services) => Promise<Answer> } {
  if (!isVerb(verb))
    return notUnderstood(verb ? `Unknown action "${verb}".` : "Missing create, promote, reset or list.");
  const { needs = [], options: kinds }: { needs?: readonly string[]; options: Record<string, "text"> } =
    ARGUMENTS[verb];
  const read = readArguments(rest, { needs: [...needs], options: kinds });
  if (!read.ok) return notUnderstood(read.problem);
  const options: Options = read.options;
  const [who = "", role = ""] = read.named;
  const asked = verb === "promote" ? role : options.role;
  if (asked !== undefined && !isRole(asked))
    return notUnderstood(`There is no role "${asked}". Roles are ${ROLES.join(", ")}.`);
  switch (verb) {
    case "create":
      return readAccount(who, options) ?? { run: (services) => create(services, who, options) };
    case "promote":
      return { run: (services) => promote(services, who, role as Role) };
    case "reset":
      return { run: (services) => reset(services, who) };
    case "list":
      if (options.before && readRowId(options.before) === null)
        return notUnderstood(
          `--before is "${options.before}". Use the number of an account, as user list shows it.`,
        );
      return { run: (services) => list(services, options) };
  }
}

/** Validates the fields of a new account. Returns null if they are valid. */
function readAccount(email: string, { name, handle, person }: Options): Answer | null {
  if (!person && name === undefined) return notUnderstood("Missing --name NAME.");
  if (!person && handle === undefined) return notUnderstood("Missing --handle HANDLE.");
  const checks = [
    emailSchema.shape.email.safeParse(email),
    ...(name === undefined ? [] : [nameField().safeParse(name)]),
    ...(handle === undefined ? [] : [handleField().safeParse(handle)]),
  ];
  const problem = checks.flatMap((check) => check.error?.issues ?? [])[0];
  return problem ? notUnderstood(problem.message) : null;
}

const REFUSALS = {
  "account.email-taken": "There is already an account with this e-mail address.",
  "account.handle-taken": "Choose another handle: this one, or one that looks like it, is taken.",
  "account.person-has-one": "This person already has an account.",
  "account.not-found": "This account no longer exists.",
  "account.last-administrator": "Make someone else an administrator first: this is the only administrator.",
};

async function create(services: Services, email: string, options: Options): Promise<Answer> {
  const person = options.person === undefined ? null : await findPersonByHandle(services.db, options.person);
  if (options.person !== undefined && person?.status !== "present")
    return failed(`No person has the handle ${options.person}.`);
  const name = options.name === undefined ? person?.name : nameField().parse(options.name);
  const handle = options.handle === undefined ? person?.handle : handleField().parse(options.handle);
  const role = (options.role ?? "reader") as Role;
  const account = {
    ...{ role, name: name ?? "", handle: handle ?? "" },
    email: emailSchema.parse({ email }).email,
    ...(person && { personId: person.id }),
  };
  const opened = await openAccount(services, account, new Date());
  if (!opened.ok) return failed(REFUSALS[opened.reason]);
  return done(
    `Created an account for ${account.name} (${account.handle}) with the role ${role}. To choose a password, open the link below. ${LINK_WORDS}`,
    opened.href,
  );
}

const find = async (
  db: DatabaseClient,
  word: string,
): Promise<{ ok: true; account: AccountSummary } | { ok: false; answer: Answer }> => {
  const account = await findAccountByWord(db, word);
  if (account) return { ok: true, account };
  return {
    ok: false,
    answer: failed(`No account found for ${word}. To list accounts: ${RUN} user list`),
  };
};

async function promote(services: Services, word: string, role: Role): Promise<Answer> {
  const found = await find(services.db, word);
  if (!found.ok) return found.answer;
  const { id, name, role: before } = found.account;
  const appointed = await appoint(services, id, role, new Date());
  if (!appointed.ok) return failed(REFUSALS[appointed.reason]);
  return done(
    appointed.changed
      ? `Changed the role of ${name} from ${before} to ${role}.`
      : `${name} already has the role ${role}.`,
  );
}

const reset = ({ db, siteUrl }: Services, word: string): Promise<Answer> =>
  db.write(async (tx) => {
    const found = await find(tx.db, word);
    if (!found.ok) return found.answer;
    const { id, name, handle, status } = found.account;
    if (status !== "active")
      return failed(
        `The account of ${name} is deactivated. An administrator can reactivate it at /moderation/people/${handle}.`,
      );
    const href = await issuePasswordLink(tx, siteUrl, id, new Date());
    return done(
      `To choose a new password for ${name}, open the link below. Until then the current one works. ${LINK_WORDS}`,
      href,
    );
  });

async function list({ db }: Services, { role, before }: Options): Promise<Answer> {
  const request = before === undefined ? {} : { before: Number(before) };
  const page = await listAccounts(db, request, { role: role as Role | undefined });
  if (!page) return failed(`There is no account with the number ${before}.`);
  const { timeZone } = await readSite(db);
  const lines = page.items.map((account) =>
    [
      ...[account.id, account.handle, account.role, account.status, account.email],
      account.lastUsedAt ? `last seen ${momentOf(account.lastUsedAt, timeZone)}` : "not signed in",
    ].join("  "),
  );
  if (lines.length === 0) return done(before === undefined ? "No accounts found." : "No more accounts.");
  return done(
    ...lines,
    ...(page.older ? [`More accounts: ${RUN} user list --before ${page.older.before}`] : []),
  );
}
