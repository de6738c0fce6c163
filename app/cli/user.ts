import { parseArgs } from "node:util";
import { emailSchema } from "~/people/account.schema";
import { type AccountSummary, findAccountByWord, listAccounts } from "~/people/account-list.server";
import { appoint } from "~/people/appointment.server";
import { issuePasswordLink, openAccount } from "~/people/password-link.server";
import { handleField, nameField } from "~/people/person.schema";
import { findPersonByHandle } from "~/people/person.server";
import { isRole, ROLES, type Role } from "~/people/roles";
import type { Config } from "~/platform/config";
import { readRowId } from "~/platform/database/row-id";
import { type Ground, openGround } from "./ground";

const USAGE = `Say what to do with accounts: longtable user
  create EMAIL --name NAME --handle HANDLE [--role ROLE] [--person HANDLE]
  promote EMAIL|HANDLE ROLE
  reset EMAIL|HANDLE
  list [--role ROLE] [--before ID]`;

const LINK_WORDS = "The link works once, for a day:";

/** What is said, and how the command ends. */
type Answer = { code: 0 | 1 | 2; lines: string[] };

const done = (...lines: string[]): Answer => ({ code: 0, lines });
const failed = (line: string): Answer => ({ code: 1, lines: [line] });
const notUnderstood = (line = USAGE): Answer => ({ code: 2, lines: [line] });

/** `longtable user create|promote|reset|list` */
export async function userCommand(config: Config, [verb = "", ...rest]: string[]): Promise<number> {
  const command = readCommand(verb, rest);
  const { code, lines } = "code" in command ? command : await onGround(config, command.run);
  for (const line of lines) (code === 0 ? console.log : console.error)(line);
  return code;
}

async function onGround(config: Config, run: (ground: Ground) => Promise<Answer>): Promise<Answer> {
  const ground = await openGround(config);
  try {
    return await run(ground);
  } finally {
    await ground.close();
  }
}

/** What is to be done, known before the database is opened. */
function readCommand(verb: string, rest: string[]): Answer | { run: (ground: Ground) => Promise<Answer> } {
  const words = readWords(rest);
  if (!words) return notUnderstood();
  const { options, named } = words;
  const [who = "", role = ""] = named;
  const given = Object.keys(options);
  const takes = (count: number, ...names: string[]) =>
    named.length === count && given.every((name) => names.includes(name));
  const asked = verb === "promote" ? role : options.role;
  if (asked && !isRole(asked))
    return notUnderstood(`There is no role "${asked}". Roles are ${ROLES.join(", ")}.`);
  if (verb === "create" && takes(1, "name", "handle", "role", "person"))
    return readAccount(who, options) ?? { run: (ground) => create(ground, who, options) };
  if (verb === "promote" && takes(2)) return { run: (ground) => promote(ground, who, role as Role) };
  if (verb === "reset" && takes(1)) return { run: (ground) => reset(ground, who) };
  if (verb === "list" && takes(0, "role", "before") && (!options.before || readRowId(options.before)))
    return { run: (ground) => list(ground, options) };
  return notUnderstood();
}

type Options = Partial<Record<"name" | "handle" | "role" | "person" | "before", string>>;

function readWords(args: string[]): { named: string[]; options: Options } | null {
  const text = { type: "string" } as const;
  const options = { name: text, handle: text, role: text, person: text, before: text };
  try {
    const { positionals, values } = parseArgs({ args, options, allowPositionals: true });
    return { named: positionals, options: values };
  } catch {
    return null;
  }
}

/** What of an account to make can't be; null where all of it can. */
function readAccount(email: string, { name, handle, person }: Options): Answer | null {
  if (!person && (name === undefined || handle === undefined)) return notUnderstood();
  const checks = [
    emailSchema.shape.email.safeParse(email),
    ...(name === undefined ? [] : [nameField().safeParse(name)]),
    ...(handle === undefined ? [] : [handleField().safeParse(handle)]),
  ];
  const problem = checks.flatMap((check) => check.error?.issues ?? [])[0];
  return problem ? notUnderstood(problem.message) : null;
}

const REFUSALS = {
  "account.email-taken": "This address has an account already.",
  "account.handle-taken": "Somebody has this handle, or one that looks like it.",
  "account.person-has-one": "This person has an account already.",
  "account.not-found": "The account is gone.",
  "account.last-administrator": "Nobody else runs this site. Make somebody else an administrator first.",
};

async function create(ground: Ground, email: string, options: Options): Promise<Answer> {
  const person = options.person === undefined ? null : await findPersonByHandle(ground.db, options.person);
  if (options.person !== undefined && person?.status !== "present")
    return failed(`Nobody has the handle ${options.person}.`);
  const name = options.name === undefined ? person?.name : nameField().parse(options.name);
  const handle = options.handle === undefined ? person?.handle : handleField().parse(options.handle);
  const role = (options.role ?? "reader") as Role;
  const account = {
    ...{ role, name: name ?? "", handle: handle ?? "" },
    email: emailSchema.parse({ email }).email,
    ...(person && { personId: person.id }),
  };
  const opened = await openAccount(ground, account, new Date());
  if (!opened.ok) return failed(REFUSALS[opened.reason]);
  return done(`${account.name} (${account.handle}) is here as ${role}. ${LINK_WORDS}`, opened.href);
}

const find = async (
  { db }: Ground,
  word: string,
): Promise<{ ok: true; account: AccountSummary } | { ok: false; answer: Answer }> => {
  const account = await findAccountByWord(db, word);
  if (account) return { ok: true, account };
  return {
    ok: false,
    answer: failed(`Nobody has an account as ${word}. longtable user list shows who does.`),
  };
};

async function promote(ground: Ground, word: string, role: Role): Promise<Answer> {
  const found = await find(ground, word);
  if (!found.ok) return found.answer;
  const { id, name, role: before } = found.account;
  const appointed = await appoint(ground, id, role, new Date());
  if (!appointed.ok) return failed(REFUSALS[appointed.reason]);
  return done(appointed.changed ? `${name} is ${role} now, not ${before}.` : `${name} is ${role} already.`);
}

async function reset(ground: Ground, word: string): Promise<Answer> {
  const found = await find(ground, word);
  if (!found.ok) return found.answer;
  const { id, name, handle, status } = found.account;
  if (status !== "active")
    return failed(
      `${name} is deactivated. An administrator can change that at /moderation/people/${handle}.`,
    );
  const href = await ground.db.write((tx) => issuePasswordLink(tx, ground.siteUrl, id, new Date()));
  return done(`${name} can choose a new password. Until then the old one stays. ${LINK_WORDS}`, href);
}

async function list({ db }: Ground, { role, before }: Options): Promise<Answer> {
  const request = before === undefined ? {} : { before: Number(before) };
  const page = await listAccounts(db, request, { role: role as Role | undefined });
  if (!page) return failed(`There is no account ${before}.`);
  const lines = page.items.map((account) =>
    [
      ...[account.id, account.handle, account.role, account.status, account.email],
      account.lastUsedAt ? `last seen ${account.lastUsedAt.toISOString()}` : "signed in nowhere",
    ].join("  "),
  );
  if (lines.length === 0) return done(before === undefined ? "No accounts." : "No more.");
  return done(...lines, ...(page.older ? [`More: longtable user list --before ${page.older.before}`] : []));
}
