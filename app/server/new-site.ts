import { existsSync } from "node:fs";
import path from "node:path";
import { offerFirstRun } from "~/accounts/joining/join.server";
import type { Config } from "~/platform/config";
import { describeProblem } from "~/portability/content/front-matter";
import { importContent } from "~/portability/importing/import-content.server";
import { SAMPLE } from "~/portability/importing/import-name.server";
import { keepFeedAuthority } from "~/site/feed-authority.server";
import { isNewSite } from "~/site/site.server";
import { isLeftUnfilled } from "~/site/site-filling.server";
import { openServices, type Services, type ServicesOptions } from "./site-services";
import { countOf } from "./words";

export interface OpeningOptions extends ServicesOptions {
  say?: (line: string) => void;
  /** The folder with which a new site is filled. */
  content: string;
}

/** Brings the database up to date, and fills a site that nobody has settled yet. Says what it did. */
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
  await offerToRun(services, say);
  return services;
}

/** A site that nobody runs yet says how to become who does. */
async function offerToRun({ db, siteUrl }: Services, say: OpeningOptions["say"]) {
  if (!say) return;
  const secret = await offerFirstRun(db, new Date());
  if (!secret) return;
  say(
    "This site has no administrator yet. Open this link to create the administrator account (once, within 7 days):",
  );
  say(`${siteUrl}/join/${secret}`);
}

/** With the sample blog. Where several processes start at once, one does. */
async function fill(services: Services, content: string, say: (line: string) => void) {
  const { opened, posts, responses, problems } = await importContent(services, content, {
    name: SAMPLE,
    onlyIfNew: true,
  });
  if (!opened) return;
  say(
    `Created a new site with the sample blog: ${countOf(posts.published, "post")}, ${countOf(responses.added, "response")}.`,
  );
  for (const problem of problems)
    say(`Skipped: ${describeProblem({ ...problem, file: path.relative(".", problem.file) })}`);
}
