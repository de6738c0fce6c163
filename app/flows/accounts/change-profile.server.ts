// A member's own profile, with the pictures in their introduction.

import { recordUses } from "~/media/use/media-use.server";
import type { ProfileInput } from "~/people/person.schema";
import { editProfile } from "~/people/person.server";
import type { PublishingDeps } from "../publishing/publish-post.server";

/** Changes a profile. Refuses as `editProfile` does. */
export const changeProfile = (deps: PublishingDeps, id: number, input: ProfileInput, now: Date) =>
  editProfile(deps, id, input, now, (tx) => recordUses(tx, { personId: id }, input.bio, id));
