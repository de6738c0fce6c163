import type { Database } from "~/platform/database/database.server";
import { type Holding, siteSchema } from "~/site/site.schema";

/** Sets which responses wait for a moderator. */
export async function setHolding(db: Database, holding: Holding): Promise<void> {
  const { about, rules, ...settings } = siteSchema.parse({ holding });
  const site = { ...settings, id: 1, aboutSource: about, aboutHtml: "", rulesSource: rules };
  await db.site.upsert({ where: { id: 1 }, create: site, update: { holding } });
}
