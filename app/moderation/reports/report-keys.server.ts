// By what a second report of the same thing is recognised.

import { createHash } from "node:crypto";
import type { Speaker } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { networkOf } from "~/platform/http/request/network";
import type { SiteSecret } from "~/platform/site-secret.server";
import type { ReportedRef } from "./report";

/** Marks a key that only the site can compute. Those of earlier reports were plain hashes, of which all networks can be tried. */
const KEYED = "keyed-";

/** Who reports what: each member, or each network, reports a thing once. */
export function reportKey(
  secret: SiteSecret,
  speaker: Speaker,
  clientAddress: string,
  { kind, id }: ReportedRef,
): string {
  const who = speaker.kind === "person" ? speaker.id : networkOf(clientAddress);
  const plain = createHash("sha256")
    .update(JSON.stringify([who, kind, id]))
    .digest("base64url");
  return keyed(secret, plain);
}

/** Of the plain hash, so that an earlier report keeps its reporter known. */
const keyed = (secret: SiteSecret, plain: string) => KEYED + secret.hash("report", plain);

const BATCH = 200;

/** Replaces the plain hashes of reports that are older than the site's secret. Those of decided reports are gone. */
export async function replacePlainKeys(db: Database, secret: SiteSecret): Promise<void> {
  const isKeyed = [KEYED, "decided-", "left-"].map((start) => ({ key: { startsWith: start } }));
  for (let left = true; left; )
    left = await db.write(async (tx) => {
      const rows = await tx.db.report.findMany({
        where: { NOT: { OR: isKeyed } },
        take: BATCH,
        select: { id: true, key: true },
      });
      for (const { id, key } of rows)
        await tx.db.report.update({
          where: { id },
          data: { key: keyed(secret, key) },
          select: { id: true },
        });
      return rows.length === BATCH;
    });
}
