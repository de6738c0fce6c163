import { hashSecret, newSecret } from "~/accounts/token.server";
import type { Database } from "~/platform/database/database.server";
import { NOW } from "./posts";

/** Inserts an invitation. Returns the secret of its link. */
export async function createInvitation(
  db: Database,
  invited: { role?: string; email?: string; personId?: number; inviterId?: number },
  { now = NOW, days = 30 } = {},
): Promise<string> {
  const secret = newSecret();
  const expiresAt = new Date(now.getTime() + days * 24 * 60 * 60 * 1000);
  await db.invitation.create({
    data: { role: "reader", ...invited, hash: hashSecret(secret), createdAt: now, expiresAt },
  });
  return secret;
}
