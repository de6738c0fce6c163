import { existsSync } from "node:fs";
import path from "node:path";
import { offerFirstRun } from "~/accounts/joining/join.server";
import { replacePlainKeys } from "~/moderation/reports/report-keys.server";
import { deriveFirstSkeletons } from "~/people/names/people-names.server";
import type { Config } from "~/platform/config/config";
import { describeProblem } from "~/portability/content/front-matter";
import { importContent } from "~/portability/importing/import-content.server";
import { SAMPLE } from "~/portability/importing/import-name.server";
import { gatherWordsSoon } from "~/search/index/words-job.server";
import { keepFeedAuthority } from "~/site/feed-authority.server";
import { isNewSite } from "~/site/site.server";
import { isLeftUnfilled } from "~/site/site-filling.server";
import { fillFoldedNames } from "~/tags/tag-editing.server";
import { openServices, type Services, type ServicesOptions } from "./site-services";
import { countOf } from "./words";

export interface OpeningOptions extends ServicesOptions {
  say?: (line: string) => void;
  /** The folder that fills a new site. */
  content: string;
}

/** Migrates the database and fills a new site. Prints what it did with `say`. */
export async function openSiteServices(
  config: Config,
  { say, content, ...options }: OpeningOptions,
): Promise<Services> {
  const services = await openServices(config, options);
  const { applied, copy } = services.migrated;
  if (applied.length > 0) say?.(`Updated the database to ${applied.at(-1)}.`);
  if (copy) say?.(`The database as it was before is saved in ${copy}.`);
  if (
    existsSync(content) &&
    ((await isNewSite(services.db)) || (await isLeftUnfilled(services.db, new Date())))
  )
    await fill(services, content, say ?? (() => {}));
  await keepFeedAuthority(services.db, config.siteUrl);
  await fillFoldedNames(services.db);
  await deriveFirstSkeletons(services.db);
  await replacePlainKeys(services.db, services.siteSecret);
  await printFirstRunLink(services, say);
  return services;
}

/** If the site has no administrator, prints the link that creates the account. */
async function printFirstRunLink({ db, siteUrl }: Services, say: OpeningOptions["say"]) {
  if (!say) return;
  const secret = await offerFirstRun(db, new Date());
  if (!secret) return;
  say(
    "This site has no administrator yet. Open this link to create the administrator account (once, within 7 days):",
  );
  say(`${siteUrl}/join/${secret}`);
}

/** Fills the site with the sample blog. If several processes start at once, one of them does it. */
async function fill(services: Services, content: string, say: (line: string) => void) {
  const { opened, posts, responses, problems } = await importContent(services, content, {
    name: SAMPLE,
    onlyIfNew: true,
  });
  if (!opened) return;
  await services.db.write((tx) => gatherWordsSoon(tx, new Date()));
  say(
    `Created a new site with the sample blog: ${countOf(posts.published, "post")}, ${countOf(responses.added, "response")}.`,
  );
  for (const problem of problems)
    say(`Skipped: ${describeProblem({ ...problem, file: path.relative(".", problem.file) })}`);
}
