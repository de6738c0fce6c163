// Imports the people and series of a content folder, identified by handle or slug, after checking that they
// are the same person or series.

import type { PublishingDeps } from "~/flows/publishing/publish-post.server";
import { recordUses } from "~/media/use/media-use.server";
import { personPath } from "~/people/person";
import { keepFormerHandles } from "~/people/portability/person-content.server";
import { type KnownPerson, upsertPerson } from "~/people/portability/upsert-person.server";
import { setAnnounced } from "~/series/form/series-editing.server";
import { keepFormerSlugs } from "~/series/portability/series-content.server";
import { seriesPath } from "~/series/series";
import { type KnownSeries, upsertSeries } from "~/series/series.server";
import type { Filed, PersonFile, SeriesFile } from "../content/content-files.server";
import type { Problem } from "../content/front-matter";
import { isSamplePerson, isSampleSeries } from "../sample/sample-fingerprints";
import { type Conflict, listDifferent } from "./import-conflicts";

/** Where a file's person, series or post comes from. */
export interface Origin {
  /** Origin with the import's name. */
  now: string;
  /** Origin as it was before imports had names. */
  earlier: string;
}

interface Deps extends PublishingDeps {
  replace: boolean;
  /** Whether a file may replace what was edited on the site. */
  force: boolean;
}

/** Notes are about what was left out of an imported file. `isOther`: the handle or slug belongs to a different person or series. */
export type Imported =
  | { ok: true; notes?: Problem[] }
  | { ok: false; isOther: boolean; problem: Problem }
  | { ok: false; conflict: Conflict };

/** Creates or updates a person. Refuses if the handle belongs to someone else, or if their bio came from
 *  another import. */
export async function importPerson(
  { replace, force, ...deps }: Deps,
  { file, value: { "former addresses": former, ...value }, lineOf }: Filed<PersonFile>,
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
    if (isOurs && !force && known.state !== "as imported") {
      const different = listDifferent({
        ...{ name: [known.name, name], biography: [known.bio, bio] },
        ...{ website: [known.site, value.site ?? ""], ORCID: [known.orcid, value.orcid ?? ""] },
        "family name": [known.familyName, value.familyName ?? ""],
        "given name": [known.givenName, value.givenName ?? ""],
        quotable: [known.quotable, value.quotable ?? true],
      });
      if (different.length > 0) {
        const where = { file, line: lineOf(["handle"]), address: personPath(handle), hasVersions: false };
        answer = { ok: false, conflict: { ...where, different, state: known.state } };
        return false;
      }
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
  let isKept = false;
  const input = { ...value, origin: origin.now, sample: isSamplePerson(value) };
  const id = await upsertPerson(
    deps,
    input,
    now,
    (known) => {
      isKept = !mayChange(known);
      return !isKept;
    },
    (tx, personId) => recordUses(tx, { personId }, bio, null),
  );
  if (isKept) return answer;
  const taken = await keepFormerHandles(deps.db, id, former);
  return { ok: true, notes: describeTaken({ file, lineOf }, taken.map(personPath)) };
}

/** Creates the person of a file without their biography, if nobody has the handle, so that they can own what it shows. Returns false if
 *  somebody else has it. */
export async function introducePerson(
  deps: PublishingDeps,
  { value: { "former addresses": _former, ...value } }: Filed<PersonFile>,
  origin: Origin,
  now: Date,
): Promise<boolean> {
  let isThey = true;
  await upsertPerson(deps, { ...value, bio: "", origin: origin.now }, now, (known) => {
    isThey = known.name === value.name || known.origin === origin.now;
    return false;
  });
  return isThey;
}

/** Creates or updates a series. Refuses if the slug belongs to another series, or if its text came from
 *  another import. */
export async function importSeries(
  { replace, force, ...deps }: Deps,
  { file, value: { "former addresses": former, announced, ...value }, lineOf }: Filed<SeriesFile>,
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
    const isOurs = known.origin === origin.now || (known.origin === origin.earlier && isSame);
    if (isOurs && !force && known.state !== "as imported") {
      const different = listDifferent({
        ...{
          title: [known.title, title],
          introduction: [known.intro, intro],
          status: [known.status, status],
        },
      });
      if (different.length > 0) {
        const where = { file, line: lineOf(["slug"]), address: seriesPath(slug), hasVersions: false };
        answer = { ok: false, conflict: { ...where, different, state: known.state } };
        return false;
      }
    }
    if (replace || isOurs) return true;
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
  let isKept = false;
  let isNew = true;
  const input = { ...value, origin: origin.now, sample: isSampleSeries(value) };
  const id = await upsertSeries(
    deps,
    input,
    now,
    (known) => {
      isNew = false;
      isKept = !mayChange(known);
      return !isKept;
    },
    (tx, seriesId) => recordUses(tx, { seriesId }, intro, null),
  );
  if (isKept) return answer;
  // Later they are the editors', and the site takes away what is published.
  if (isNew && announced.length > 0) await deps.db.write((tx) => setAnnounced(tx, id, announced));
  const taken = await keepFormerSlugs(deps.db, id, former);
  return { ok: true, notes: describeTaken({ file, lineOf }, taken.map(seriesPath)) };
}

/** Notes on former addresses that lead elsewhere. */
export const describeTaken = (
  { file, lineOf }: Pick<Filed<unknown>, "file" | "lineOf">,
  paths: string[],
): Problem[] =>
  paths.map((address) => ({
    ...{ file, line: lineOf([FORMER]), field: FORMER },
    message: `${address} leads to something else on this site, and still does.`,
  }));

const FORMER = "former addresses";
