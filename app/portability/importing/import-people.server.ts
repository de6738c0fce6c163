// Imports the people and series of a content folder, identified by handle or slug, after checking that they
// are the same person or series.

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
  /** Origin with the import's name. */
  now: string;
  /** Origin as it was before imports had names. */
  earlier: string;
}

interface Deps extends PublishingDeps {
  replace: boolean;
}

/** `isOther`: the handle or slug belongs to a different person or series. */
export type Imported = { ok: true } | { ok: false; isOther: boolean; problem: Problem };

/** Creates or updates a person. Refuses if the handle belongs to someone else, or if their bio came from
 *  another import. */
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
    // Members edit their own profiles.
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

/** Creates or updates a series. Refuses if the slug belongs to another series, or if its text came from
 *  another import. */
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
