// Imports a content folder with the site's own commands, in chronological order, so that tags, pingbacks,
// numbers and counts arise as on the site. A repeated import applies changes and adds no duplicates.

import path from "node:path";
import { findIdOfNumber } from "~/comments/portability/comment-content.server";
import { placePingbacks } from "~/flows/importing/import-pingbacks.server";
import type { PublishingDeps } from "~/flows/publishing/publish-post.server";
import { ensureFormerMember } from "~/people/portability/former-member.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { type SiteInput, siteSchema } from "~/site/site.schema";
import { isNewSite, readSettings, readSite, saveNewSettings } from "~/site/site.server";
import {
  endFilling,
  leaseFrom,
  RENEW_EVERY_MS,
  renewFilling,
  takeOverFilling,
} from "~/site/site-filling.server";
import {
  type Filed,
  type PageFile,
  type PersonFile,
  type PostFile,
  readContent,
  unexpected,
} from "../content/content-files.server";
import { TEXT } from "../content/field-errors";
import type { Problem } from "../content/front-matter";
import { listFileLinks } from "../content/media-links";
import { listFormerMembers } from "./former-member";
import { explainConflict } from "./import-conflicts";
import { type ImportReport, type PlannedResponse, planResponses } from "./import-conversation.server";
import { withLosses } from "./import-losses";
import { importMedia, type MediaPlaces } from "./import-media.server";
import { earlierOriginOf, nameIn, originOf } from "./import-name.server";
import { importPage } from "./import-pages.server";
import {
  type Imported,
  importPerson,
  importSeries,
  introducePerson,
  type Origin,
} from "./import-people.server";
import { importPost } from "./import-post.server";
import { canJoin, importResponses, linkComments, listCommentKeys } from "./import-responses.server";
import { importTag } from "./import-tags.server";

export interface ImportOptions {
  /** Name of the import, which distinguishes its posts/first.md from another's (import-name.server.ts). */
  name: string;
  /** Whether a file may replace a different post, person or series that has its slug or handle. */
  replace?: boolean;
  /** Whether a file may replace what was edited on the site. */
  force?: boolean;
  /** Fills only a new site, or one whose filling was interrupted. */
  onlyIfNew?: boolean;
  /** Where the files in media/ are kept. */
  media?: MediaPlaces;
  onMedia?: (done: number, all: number) => void;
  onProgress?: (done: number, all: number) => void;
}

/** Imports `folder`. Its site settings are used only if the site has none. Problems are reported per file;
 *  the other files are imported. */
export async function importContent(
  given: PublishingDeps,
  folder: string,
  { name, replace = false, force = false, onlyIfNew = false, ...options }: ImportOptions,
): Promise<ImportReport> {
  const { media, onMedia = () => {}, onProgress = () => {} } = options;
  const { deps, takeLosses } = withLosses(given);
  const isNew = await isNewSite(deps.db);
  const ownZone = isNew ? undefined : (await readSite(deps.db)).timeZone;
  const content = readContent(folder, ownZone);
  const timeZone = ownZone ?? "UTC";
  const report: ImportReport = {
    opened: false,
    posts: { published: 0, scheduled: 0, changed: 0, unchanged: 0 },
    responses: { found: 0, added: 0, changed: 0, unchanged: 0 },
    media: { added: 0, unchanged: 0 },
    edited: [],
    notes: content.notes,
    problems: content.problems,
    unread: content.unread,
  };
  const originIn = (file: string): Origin => {
    const inside = path.relative(folder, file);
    return { now: originOf(name, inside), earlier: earlierOriginOf(inside) };
  };
  const began = earliest(content.posts, new Date());

  const attempt = async (file: string, textLine: number, work: () => Promise<unknown>) => {
    const before = report.problems.length;
    try {
      await work();
    } catch (error) {
      report.problems.push(unexpected(file, error));
    }
    const losses = takeLosses(file, textLine);
    if (report.problems.length === before) report.notes.push(...losses);
  };

  // Without a site.md, a new site gets the default settings.
  const settings = content.site?.value ?? siteSchema.parse({});
  report.opened = await saveNewSettings(deps, settings, onlyIfNew ? leaseFrom(new Date()) : null);
  if (onlyIfNew && !report.opened) report.opened = await takeOverFilling(deps.db, new Date());
  if (onlyIfNew && !report.opened) return report;
  if (content.site) {
    const losses = takeLosses(content.site.file, content.site.lineOf([TEXT]));
    report.notes.push(...(report.opened ? losses : await describeSettingsKept(deps.db, content.site)));
  }

  /** Handles and slugs that belong to someone or something else on the site. Files that mention them can't be
   *  imported. */
  const others = { people: new Set<string>(), series: new Set<string>() };
  const note = (imported: Imported, called?: string, among?: Set<string>) => {
    if (imported.ok) {
      report.notes.push(...(imported.notes ?? []));
      return;
    }
    if ("conflict" in imported) {
      report.edited.push(explainConflict(imported.conflict, timeZone));
      return;
    }
    report.problems.push(imported.problem);
    if (imported.isOther && called !== undefined) among?.add(called);
  };
  const readPeople = async (people: Filed<PersonFile>[]) => {
    for (const person of people)
      await attempt(person.file, person.lineOf([TEXT]), async () => {
        const imported = await importPerson(
          { ...deps, replace, force },
          person,
          originIn(person.file),
          began,
        );
        note(imported, person.value.handle, others.people);
      });
  };
  const showsFiles = ({ value }: Filed<PersonFile>) => listFileLinks(value.bio).length > 0;
  await readPeople(content.people.filter((person) => !showsFiles(person)));
  const showing = content.people.filter(showsFiles);
  for (const person of showing)
    await attempt(person.file, 0, async () => {
      const isOther = !(await introducePerson(deps, person, originIn(person.file), began));
      if (isOther && !replace) others.people.add(person.value.handle);
    });
  const keeping = { places: media, otherPeople: others.people, now: new Date(), onProgress: onMedia };
  await importMedia(deps.db, content, keeping, report);
  await readPeople(showing);
  for (const series of content.series) {
    const { slug } = series.value;
    const parts = content.posts.filter((post) => post.value.series === slug);
    const beganAt = earliest(parts, parts[0]?.value.date ?? began);
    await attempt(series.file, series.lineOf([TEXT]), async () => {
      const imported = await importSeries(
        { ...deps, replace, force },
        series,
        originIn(series.file),
        beganAt,
      );
      note(imported, slug, others.series);
    });
  }
  for (const page of inNavigationOrder(content.pages))
    await attempt(page.file, page.lineOf([TEXT]), async () => {
      note(await importPage({ ...deps, replace, force }, page, originIn(page.file), new Date()));
    });
  for (const tag of content.tags)
    await attempt(tag.file, tag.line, async () => {
      report.notes.push(...(await importTag(deps, tag)));
    });
  for (const handle of listFormerMembers(content)) await ensureFormerMember(deps.db, handle, began);

  const keys = new Map<string, number>();
  const joinedTags = new Set<string>();
  const postOrigins = new Set(content.posts.map(({ file }) => originIn(file).now));
  /** Whether another file or another import has this post. */
  const isClaimed = (origin: string) => nameIn(origin) !== name || postOrigins.has(origin);
  /** Posts that link to responses, some of which may come later. */
  const linking: { post: Filed<PostFile>; options: Parameters<typeof importPost>[2]; linked: string }[] = [];
  if (!isNew) await findKnownNumbers(deps.db, content.posts, keys);
  const steps: Step[] = [
    ...content.posts.map((post) => {
      const options = {
        origin: originIn(post.file),
        keys,
        replace,
        force,
        others,
        joinedTags,
        isClaimed,
        timeZone,
      };
      const run = async () => {
        const linked = linkComments(post.value.source, keys);
        if (listCommentKeys(post.value.source).length > 0) linking.push({ post, options, linked });
        await importPost(deps, post, options, report);
      };
      return { turn: post.value.date, file: post.file, textLine: post.lineOf([TEXT]), run };
    }),
    ...content.conversations.flatMap((conversation) => {
      const publishedAt = content.posts.find(({ value }) => value.slug === conversation.post)?.value.date;
      return planResponses(conversation, { origin: originIn(conversation.file).now, publishedAt });
    }),
  ].sort((a, b) => a.turn.getTime() - b.turn.getTime());
  const origins = new Set(steps.flatMap((step) => ("self" in step ? step.self.origin : [])));
  const pingbacks = content.conversations.flatMap(({ post, pingbacks }) =>
    pingbacks.length > 0 ? { slug: post, pingbacks } : [],
  );
  const all = steps.length;
  report.responses.found = all - content.posts.length;
  // What is imported needn't stay in memory.
  content.posts = [];
  content.conversations = [];
  steps.reverse();

  let done = 0;
  let batch: PlannedResponse[] = [];
  const importBatch = async () => {
    if (batch.length > 0)
      await importResponses(given, batch, { keys, otherPeople: others.people, origins }, report);
    for (const _ of batch) onProgress(++done, all);
    batch = [];
  };
  let renewed = Date.now();
  for (let step = steps.pop(); step; step = steps.pop()) {
    if (onlyIfNew && Date.now() - renewed > RENEW_EVERY_MS) {
      // The lease is gone because the sample blog was removed meanwhile.
      if (!(await renewFilling(deps.db, new Date()))) return report;
      renewed = Date.now();
    }
    if ("run" in step) {
      await importBatch();
      await attempt(step.file, step.textLine, step.run);
      onProgress(++done, all);
    } else {
      if (!canJoin(batch, step)) await importBatch();
      batch.push(step);
    }
  }
  await importBatch();
  for (const { slug, pingbacks: filed } of pingbacks) await placePingbacks(deps.db, slug, filed);
  for (const { post, options, linked } of linking) {
    if (linkComments(post.value.source, keys) === linked) continue;
    // What the text can't show is told anew.
    report.notes = report.notes.filter(({ file, field }) => file !== post.file || field !== "");
    const again = { ...report, posts: { ...report.posts } };
    await attempt(post.file, post.lineOf([TEXT]), () =>
      importPost(deps, post, { ...options, isLinking: true }, again),
    );
  }
  if (onlyIfNew) await endFilling(deps.db);
  return report;
}

/** Notes the ids of responses that posts link to by number and that the site has already. */
async function findKnownNumbers(db: DatabaseClient, posts: Filed<PostFile>[], keys: Map<string, number>) {
  for (const key of new Set(posts.flatMap(({ value }) => listCommentKeys(value.source)))) {
    const [slug = "", number] = key.split("#");
    const id = number === undefined ? null : await findIdOfNumber(db, slug, Number(number));
    if (id !== null) keys.set(key, id);
  }
}

/** Each new page goes to the end of the navigation. */
const inNavigationOrder = (pages: Filed<PageFile>[]) =>
  pages.toSorted((a, b) => (a.value.navigation ?? 0) - (b.value.navigation ?? 0));

/** A post or a response, imported in the order of `turn`. */
type Step =
  | PlannedResponse
  | {
      turn: Date;
      file: string;
      /** The line on which its text begins. */
      textLine: number;
      run(): Promise<void>;
    };

/** The earliest date of these posts, or `otherwise` if that is earlier. Not Math.min(...): an archive may
 *  have more posts than a call takes arguments. */
const earliest = (posts: Filed<PostFile>[], otherwise: Date): Date =>
  posts.reduce((date, { value }) => (value.date < date ? value.date : date), otherwise);

/** Notes that a site with settings keeps them, if the file's are different. */
async function describeSettingsKept(
  db: DatabaseClient,
  { file, value }: Filed<SiteInput>,
): Promise<Problem[]> {
  const { settings } = await readSettings(db);
  const isOther = (Object.keys(value) as (keyof SiteInput)[]).some((name) => value[name] !== settings[name]);
  const message = "isn't imported: this site has settings already. Change them on the site, under Settings.";
  return isOther ? [{ file, line: 0, field: "", message }] : [];
}
