// Members and their e-mail.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { simpleParser } from "mailparser";
import { vi } from "vitest";
import { addAccount } from "~/accounts/account.server";
import { hashPassword } from "~/accounts/password/password.server";
import { beginSession } from "~/accounts/session/session.server";
import type { Role } from "~/people/roles";
import type { Member } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { NOW } from "./posts";
import type { TestSite } from "./site";

/** The fields of a profile that says nothing on citing. */
export const UNCITED = { familyName: "", givenName: "" };

/** Passes every strength check. */
export const PASSWORD = "velvet harbour quilt 9";

let hashed: Promise<string> | undefined;

export interface TestMember extends Member {
  email: string;
  /** Value of their browser's Cookie header. */
  cookie: string;
}

/** Creates a member who has been signed in since `now`. `password: null` creates one without a password. */
export async function createMember(
  db: Database,
  handle: string,
  {
    role = "reader" as Role,
    moderates = false,
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
  if (moderates) await db.account.update({ where: { id: accountId }, data: { moderates } });
  const secret = await beginSession(db, accountId, { device: "A test", address: "192.0.2.17" }, now);
  const { id: sessionId } = await db.session.findFirstOrThrow({ where: { accountId } });
  const member = { kind: "person" as const, id, accountId, sessionId, handle, name, role, moderates };
  return { ...member, readMarks: true, readParts: false, visitAt: now, email, cookie: `session=${secret}` };
}

/** A person as one who acts, for what doesn't ask for their account. */
export const buildMember = (id: number): Member => ({
  ...{ kind: "person", id, accountId: 0, sessionId: 0 },
  ...{ handle: `person-${id}`, name: `Person ${id}`, role: "reader", moderates: false },
  ...{ readMarks: true, readParts: false, visitAt: NOW },
});

export interface Received {
  to: string;
  subject: string;
  text: string;
  html: string;
  headers: Map<string, unknown>;
}

/** The e-mails to an address, oldest first. Waits until there are at least `count`. */
export function receiveEmails(site: TestSite, to: string, count = 1): Promise<Received[]> {
  const folder = path.join(site.dataFolder, "mail");
  return vi.waitFor(
    async () => {
      const files = existsSync(folder) ? readdirSync(folder).map((file) => path.join(folder, file)) : [];
      files.sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs);
      const messages = await Promise.all(files.map((file) => parseEmail(readFileSync(file))));
      const theirs = messages.filter((message) => message.to === to);
      if (theirs.length < count) throw new Error(`${theirs.length} letters to ${to}`);
      return theirs;
    },
    { timeout: 20_000 },
  );
}

/** Parses an e-mail like a mail client. */
export async function parseEmail(source: Buffer): Promise<Received> {
  const { to, subject = "", text = "", html, headers } = await simpleParser(source);
  const address = (Array.isArray(to) ? to[0] : to)?.value[0]?.address ?? "";
  return { to: address, subject, text, html: html || "", headers };
}

/** The path of the link in an e-mail. */
export function linkIn({ text }: Pick<Received, "text">): string {
  const link = /^https?:\/\/[^/\s]+(\/(?:join|reset|confirm|unsubscribe|sign-in)\S*)$/m.exec(text)?.[1];
  if (!link) throw new Error(`no link in: ${text}`);
  return link;
}
