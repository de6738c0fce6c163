import { createInterface } from "node:readline/promises";
import { pagePath } from "~/pages/page";
import type { Config } from "~/platform/config/config";
import {
  backUpAndRemoveSample,
  isNothing,
  isSampleComing,
  listSample,
  type SampleListing,
} from "~/portability/sample/remove-sample.server";
import { postPath } from "~/posts/post";
import { keepBackupOf } from "~/server/kept-backup";
import { openServices, type Services } from "~/server/site-services";
import { countOf } from "~/server/words";
import { readArguments } from "./arguments";
import { misuse, RUN } from "./help";

const COMING = "Try again in a minute: the sample blog is being published right now.";

const WHY_NOT = {
  "sample.being-filled": COMING,
  "sample.settings-changed": "Run the command again: the site’s settings were changed in the meantime.",
  "sample.answered": "Run the command again: someone replied to a sample post in the meantime.",
  "sample.not-allowed": "Your role has changed.",
  "sample.gone": "Someone else has removed the sample blog in the meantime.",
};

/** `longtable sample remove [--yes]` */
export async function sampleCommand(config: Config, words: string[]): Promise<number> {
  const read = readArguments(words, { needs: ["remove"], options: { yes: "flag" } });
  if (!read.ok) return misuse("sample", read.problem);
  const [verb] = read.named;
  if (verb !== "remove") return misuse("sample", `Unknown action "${verb}".`);
  const services = await openServices(config);
  try {
    return await remove(config, services, { isAgreed: read.options.yes ?? false });
  } finally {
    await services.close();
  }
}

async function remove(
  config: Config,
  services: Services,
  { isAgreed }: { isAgreed: boolean },
): Promise<number> {
  if (await isSampleComing(services.db, new Date())) {
    console.error(COMING);
    return 1;
  }
  const listed = await listSample(services);
  if (isNothing(listed)) {
    console.log("This site has no sample blog.");
    return 0;
  }
  for (const line of describe(listed)) console.log(line);
  if (!isAgreed) {
    if (!process.stdin.isTTY) {
      console.error(`\nNothing was removed. To remove all this: ${RUN} sample remove --yes`);
      return 2;
    }
    if (!(await ask("\nRemove all this? [y/N] "))) {
      console.log("Nothing was removed.");
      return 1;
    }
  }
  const removed = await backUpAndRemoveSample(services, keepBackupOf(config), listed, new Date());
  if (!removed.ok) {
    console.error(
      removed.reason === "sample.no-backup"
        ? `Nothing was removed, because ${removed.problem}`
        : `Nothing was removed. ${WHY_NOT[removed.reason]}`,
    );
    return 1;
  }
  const { posts, people, series, pages, backup } = removed;
  console.log(
    `Removed ${countOf(posts, "sample post")} with all responses, ${countOf(people, "person", "people")}, ${countOf(series, "series", "series")} and ${countOf(pages, "page")}.`,
  );
  console.log(`To undo this, stop the site and run: ${RUN} restore ${backup} --replace`);
  return 0;
}

/** Lists what will be removed, and who stays. */
function* describe({ posts, people, series, pages, staying, settings }: SampleListing) {
  yield "This will be removed:";
  for (const { title, slug, responseCount } of posts)
    yield `  post    ${title} (${postPath(slug)}, ${countOf(responseCount, "response")})`;
  for (const { title } of series) yield `  series  ${title}`;
  for (const { title, slug } of pages) yield `  page    ${title} (${pagePath(slug)})`;
  for (const { name, handle } of people) yield `  person  ${name} (${handle})`;
  if (settings.tagline !== undefined) yield `  the site’s tagline (the new one is “${settings.tagline}”)`;
  if (settings.about) yield "  the part of the site’s introduction about the sample blog";
  if (settings.refused)
    yield "Edit the site’s introduction yourself: it mentions the sample blog, and can’t be changed from here.";
  const going = new Set(people.map(({ id }) => id));
  for (const { name, handle } of staying.filter(({ id }) => !going.has(id)))
    yield `This will stay: ${name} (${handle}), who has an account or other posts or comments.`;
}

async function ask(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await lines.question(question)).trim());
  } finally {
    lines.close();
  }
}
