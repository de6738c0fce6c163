// People with accounts, and their letters.

import { addAccount } from "~/people/account.server";
import { hashPassword } from "~/people/password.server";
import type { Role } from "~/people/roles";
import { beginSession } from "~/people/session.server";
import type { Member } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { NOW } from "./posts";

/** Strong enough for anybody. */
export const PASSWORD = "velvet harbour quilt 9";

let hashed: Promise<string> | undefined;

export interface TestMember extends Member {
  email: string;
  /** What their browser sends. */
  cookie: string;
}

/** Somebody with an account, signed in since `now`. With `password: null` they have none. */
export async function createMember(
  db: Database,
  handle: string,
  {
    role = "reader" as Role,
    email = `${handle}@example.org`,
    name = handle,
    password = PASSWORD as typeof PASSWORD | null,
    now = new Date(),
  } = {},
): Promise<TestMember> {
  hashed ??= hashPassword(PASSWORD);
  const passwordHash = password && (await hashed);
  const added = await db.write((tx) => addAccount(tx, { email, name, handle, role, passwordHash }, NOW));
  if (!added.ok) throw new Error(`no account: ${added.reason}`);
  const { accountId, personId: id } = added;
  const secret = await beginSession(db, accountId, { device: "A test", address: "192.0.2.17" }, now);
  const { id: sessionId } = await db.session.findFirstOrThrow({ where: { accountId } });
  const member: Member = { kind: "person", id, accountId, sessionId, handle, name, role };
  return { ...member, email, cookie: `session=${secret}` };
}

/** The letters that wait to be sent, the oldest first. */
export async function readLetters(
  db: Database,
): Promise<{ to: string; subject: string; text: string; html: string }[]> {
  const jobs = await db.job.findMany({ where: { kind: "mail" }, orderBy: { id: "asc" } });
  return jobs.map(({ payload }) => JSON.parse(payload));
}

/** The path of the link in a letter. */
export function linkIn({ text }: { text: string }): string {
  const link = /^https?:\/\/[^/\s]+(\/(?:join|reset|confirm|unsubscribe|sign-in)\S*)$/m.exec(text)?.[1];
  if (!link) throw new Error(`no link in: ${text}`);
  return link;
}
