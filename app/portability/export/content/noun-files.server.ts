// The files of an exported folder but conversations: each noun's fields in the order in which people write them.

import { pagePath } from "~/pages/page";
import { readPageContent } from "~/pages/page-content.server";
import { FORMER_MEMBER_HANDLE, handleInFiles, personPath } from "~/people/person";
import { readPersonContent } from "~/people/portability/person-content.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { PostContent } from "~/posts/portability/post-content.server";
import { readSeriesContent } from "~/series/portability/series-content.server";
import { seriesPath } from "~/series/series";
import { siteSchema } from "~/site/site.schema";
import { isNewSite, readSettings } from "~/site/site.server";
import { readTagContent } from "~/tags/tag-content.server";
import { formatDate, formatMarkdownFile, formatYaml, textBlock } from "../../content/content-format";
import { fileNameOf } from "./content-folder-writer.server";
import type { NameLinks } from "./name-links.server";

export interface ContentFile {
  name: string;
  text: string;
}

const FORMER = "former addresses";
const formerly = (paths: string[]) => (paths.length > 0 ? { [FORMER]: paths } : {});

/** Settings that every site.md has. Others are there if they aren't the default. */
const ALWAYS = ["name", "tagline", "language", "timeZone"];

export async function* siteFiles(db: DatabaseClient): AsyncGenerator<ContentFile> {
  if (await isNewSite(db)) return;
  const { about, rules, ...settings } = (await readSettings(db)).settings;
  const plain: Record<string, unknown> = siteSchema.parse({});
  const given = Object.entries(settings).filter(
    ([name, value]) => ALWAYS.includes(name) || value !== plain[name],
  );
  const fields = { ...Object.fromEntries(given), ...(rules && { rules: textBlock(rules) }) };
  yield { name: "site.md", text: formatMarkdownFile(fields, about) };
}

export async function* personFiles(
  db: DatabaseClient,
  { ids, nameLinks }: { ids: ReadonlySet<number> | undefined; nameLinks: NameLinks },
): AsyncGenerator<ContentFile> {
  for await (const person of readPersonContent(db, ids)) {
    const { handle, name, site, orcid, familyName, givenName, quotable, formerHandles } = person;
    const fields = {
      ...{ handle, name },
      ...(site && { site }),
      ...(orcid && { orcid }),
      ...(familyName && { familyName }),
      ...(givenName && { givenName }),
      ...(!quotable && { quotable }),
      ...formerly(formerHandles.map(personPath)),
    };
    const bio = await nameLinks(person.bioSource, { folder: "people", writers: [person] });
    yield { name: `people/${fileNameOf(handle)}.md`, text: formatMarkdownFile(fields, bio) };
  }
}

export async function* seriesFiles(db: DatabaseClient, nameLinks: NameLinks): AsyncGenerator<ContentFile> {
  for await (const { slug, title, status, introSource, announced, formerSlugs } of readSeriesContent(db)) {
    const parts = announced.map(({ expected, ...part }) => ({ ...part, ...(expected && { expected }) }));
    const fields = {
      ...{ slug, title, status },
      ...(parts.length > 0 && { announced: parts }),
      ...formerly(formerSlugs.map(seriesPath)),
    };
    const intro = await nameLinks(introSource, { folder: "series" });
    yield { name: `series/${fileNameOf(slug)}.md`, text: formatMarkdownFile(fields, intro) };
  }
}

export async function* pageFiles(
  db: DatabaseClient,
  { folder, others = false, nameLinks }: { folder: string; others?: boolean; nameLinks: NameLinks },
): AsyncGenerator<ContentFile> {
  for await (const { slug, title, source, language, position, formerSlugs } of readPageContent(db, {
    others,
  })) {
    const fields = {
      ...{ title, slug },
      ...(position !== null && { navigation: position }),
      ...(language && { language }),
      ...formerly(formerSlugs.map(pagePath)),
    };
    yield {
      name: `${folder}/${fileNameOf(slug)}.md`,
      text: formatMarkdownFile(fields, await nameLinks(source, { folder })),
    };
  }
}

export async function* tagFiles(db: DatabaseClient): AsyncGenerator<ContentFile> {
  const tags = (await readTagContent(db)).map(({ name, slug, description, formerSlugs, isSlugOfName }) => ({
    name,
    ...(!isSlugOfName && { slug }),
    ...(description && { description }),
    ...formerly(formerSlugs.map((former) => `/tags/${former}`)),
  }));
  if (tags.length > 0) yield { name: "tags.yml", text: formatYaml({ tags }) };
}

/** The file of a post, below `folder`. */
export async function postFile(
  folder: string,
  post: PostContent,
  nameLinks: NameLinks,
): Promise<ContentFile> {
  const { slug, title, tags, series, part, summary, language, licence, noindex, replyRules: rules } = post;
  const { repliesFrom, closedWords, slowMinutes, ageRule } = rules;
  const date = post.publishedAt ?? post.withdrawnFrom ?? post.createdAt;
  const writers = [...new Set(post.writers.map(handleInFiles))];
  const presenters = [...new Set(post.presenters.map(handleInFiles))];
  const fields = {
    ...{ title, slug, date: formatDate(date) },
    byline: writers.length > 0 ? writers : [FORMER_MEMBER_HANDLE],
    ...(presenters.length > 0 && {
      "introduced by": presenters.length === 1 ? presenters[0] : presenters,
    }),
    ...(tags.length > 0 && { tags }),
    ...(series !== null && part !== null && { series, part }),
    ...(summary && { summary }),
    ...(language && { language }),
    ...(licence && { licence }),
    ...(noindex && { noindex }),
    ...(repliesFrom !== "everyone" && { replies: repliesFrom }),
    ...(closedWords && { "replies note": closedWords }),
    ...(slowMinutes > 0 && { "slow mode": slowMinutes }),
    ...(ageRule === "open" && { "stays open": true }),
    ...formerly(post.formerAddresses),
  };
  return {
    name: `${folder}/${fileNameOf(slug)}.md`,
    text: formatMarkdownFile(fields, await nameLinks(post.source, { folder, writers: post.writers })),
  };
}
