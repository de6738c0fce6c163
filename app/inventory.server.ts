// Combines the rooms' inventories: models and their personal data, jobs, schedules, checks, exports and figures.
// Each entry is stated only in its room's inventory.server.ts.

import { accounts } from "~/accounts/inventory.server";
import type { Correspondent } from "~/accounts/mail/correspondence.server";
import { books } from "~/books/inventory.server";
import type { MakingDeps } from "~/books/making/make-book.server";
import { comments } from "~/comments/inventory.server";
import { drafts } from "~/drafts/inventory.server";
import type { SendingDeps } from "~/flows/following/send-notifications.server";
import { flows } from "~/flows/inventory.server";
import type { ServiceDeps } from "~/flows/moderating/ask-spam-service.server";
import type { HubDeps } from "~/flows/publishing/hub-news.server";
import type { PublishingDeps } from "~/flows/publishing/publish-post.server";
import { following } from "~/following/inventory.server";
import { links } from "~/links/inventory.server";
import { maps } from "~/maps/inventory.server";
import { media } from "~/media/inventory.server";
import type { MediaStore } from "~/media/store/store";
import { moderation } from "~/moderation/inventory.server";
import { nominations } from "~/nominations/inventory.server";
import { pages } from "~/pages/inventory.server";
import { people } from "~/people/inventory.server";
import { pingbacks } from "~/pingbacks/inventory.server";
import { inOrderOfReferences, type Table } from "~/platform/database/copying/tables";
import { kindOf } from "~/platform/database/kinds.server";
import type { Inventory } from "~/platform/inventory";
import { platform } from "~/platform/inventory.server";
import { posts } from "~/posts/inventory.server";
import { responses } from "~/responses/inventory.server";
import { revisions } from "~/revisions/inventory.server";
import type { SearchDeps } from "~/search/index/filling.server";
import type { VocabularyDeps } from "~/search/index/words-job.server";
import { search } from "~/search/inventory.server";
import { series } from "~/series/inventory.server";
import { site } from "~/site/inventory.server";
import { tags } from "~/tags/inventory.server";

/** The dependencies of all rooms' jobs. */
type JobDeps = PublishingDeps &
  Correspondent &
  ServiceDeps &
  HubDeps &
  SendingDeps &
  MakingDeps &
  SearchDeps &
  VocabularyDeps & { mediaStore: MediaStore };

/** The rooms of nouns by floor, from the lowest: a room may import only rooms on lower floors. */
export const NOUNS: Inventory<JobDeps>[][] = [
  [site],
  [people],
  [{ room: "visibility" }],
  [accounts, posts],
  [tags, series, revisions, pages, media],
  [drafts],
  [comments],
  [pingbacks],
  [links],
  [responses],
  [{ room: "feeds" }, { room: "citing" }, moderation, following, nominations, maps],
  [search, books],
];

export const ROOMS: Inventory<JobDeps>[] = [...NOUNS.flat(), flows, platform];

export const CHECKS = ROOMS.flatMap(({ checks = [] }) => checks);
export const SCHEDULES = ROOMS.flatMap(({ schedules = [] }) => schedules);
export const JOBS = [...ROOMS.flatMap(({ jobs = [] }) => jobs), ...SCHEDULES.map(({ job }) => job)];

/** The parts of a person's export. */
export const EXPORTS = ROOMS.flatMap(({ exported = [] }) => exported);

type Figures = typeof platform.figures &
  typeof people.figures &
  typeof accounts.figures &
  typeof comments.figures &
  typeof moderation.figures &
  typeof drafts.figures &
  typeof media.figures &
  typeof following.figures &
  typeof responses.figures &
  typeof books.figures;

/** The figures on the privacy page. */
export const FIGURES = highest(ROOMS.map(({ figures = {} }) => figures)) as Figures;

function highest(all: Record<string, number>[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const [name, figure] of all.flatMap(Object.entries<number>))
    found[name] = Math.max(found[name] ?? 0, figure);
  return found;
}

/** The tables in a copy of a site, each after those that it references. */
export async function listCopiedTables(url: string): Promise<Table[]> {
  const models = ROOMS.flatMap(({ models = {} }) => Object.entries(models));
  const copied = models.filter(([, { leftBehind }]) => leftBehind === undefined).map(([name]) => name);
  return inOrderOfReferences(await kindOf(url).readTables(url, copied));
}
