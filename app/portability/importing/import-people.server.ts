// The people and series of a content folder. A handle or a slug says which; whether it is the same one is looked at first.

import type { PublishingDeps } from "~/flows/publish-post.server";
import type { PersonInput } from "~/people/person.schema";
import { type KnownPerson, upsertPerson } from "~/people/person.server";
import type { SeriesInput } from "~/series/series.schema";
import { type KnownSeries, upsertSeries } from "~/series/series.server";
import type { Filed } from "../content/content-files.server";
import type { Problem } from "../content/front-matter";
import { isSamplePerson, isSampleSeries } from "../sample/sample-fingerprints";

/** Where a file's person, series or post comes from. */
export interface Origin {
  /** In the import as it is named. */
  now: string;
  /** As it was before imports had names. */
  earlier: string;
}

interface Deps extends PublishingDeps {
  replace: boolean;
}

/** `isOther` says that the file speaks of somebody else by that handle (of another series by that slug). */
export type Imported = { ok: true } | { ok: false; isOther: boolean; problem: Problem };

/** Makes somebody's page or brings it up to date. Refused where the handle is another's, or their words came from elsewhere. */
export async function importPerson(
  { replace, ...deps }: Deps,
  { file, value, lineOf }: Filed<PersonInput>,
  origin: Origin,
  now: Date,
): Promise<Imported> {
  const { handle, name, bio } = value;
  let answer: Imported = { ok: true };
  const refuse = (isOther: boolean, message: string): Imported => {
    return { ok: false, isOther, problem: { file, line: lineOf(["handle"]), field: "handle", message } };
  };
  const mayChange = (known: KnownPerson): boolean => {
    const isSame = known.name === name;
    answer = { ok: true };
    const isOurs = known.origin === origin.now || (known.origin === origin.earlier && isSame);
    // A member's profile is theirs to change.
    if (known.isMember) {
      if (!isOurs && !isSame)
        answer = refuse(
          true,
          `${handle} is taken: it is or was the handle of ${known.name}, a member of this site. Choose another, such as ${handle}-2`,
        );
      return false;
    }
    if (isOurs || replace) return true;
    if (!isSame)
      answer = refuse(
        true,
        `${handle} is taken: ${known.name} has it on this site. Choose another, such as ${handle}-2. If this is the same person, use --replace.`,
      );
    else if (known.bio !== bio)
      answer = refuse(
        false,
        `${handle} is on this site already with another bio, from another import, which stays. To take the bio of this file, use --replace.`,
      );
    return false;
  };
  const input = { ...value, origin: origin.now, sample: isSamplePerson(value) };
  await upsertPerson(deps, input, now, mayChange);
  return answer;
}

/** Begins a series or brings it up to date. Refused where the slug is another's, or its words came from elsewhere. */
export async function importSeries(
  { replace, ...deps }: Deps,
  { file, value, lineOf }: Filed<SeriesInput>,
  origin: Origin,
  now: Date,
): Promise<Imported> {
  const { slug, title, intro, status } = value;
  let answer: Imported = { ok: true };
  const refuse = (isOther: boolean, message: string): Imported => {
    return { ok: false, isOther, problem: { file, line: lineOf(["slug"]), field: "slug", message } };
  };
  const mayChange = (known: KnownSeries): boolean => {
    const isSame = known.title === title;
    answer = { ok: true };
    if (replace || known.origin === origin.now || (known.origin === origin.earlier && isSame)) return true;
    if (!isSame)
      answer = refuse(
        true,
        `${slug} is taken: the series “${known.title}” has it on this site. Choose another, such as ${slug}-2. If this is the same series, use --replace.`,
      );
    else if (known.intro !== intro || known.status !== status)
      answer = refuse(
        false,
        `${slug} is on this site already with another introduction or status, from another import, which stays. To take those of this file, use --replace.`,
      );
    return false;
  };
  const input = { ...value, origin: origin.now, sample: isSampleSeries(value) };
  await upsertSeries(deps, input, now, mayChange);
  return answer;
}
