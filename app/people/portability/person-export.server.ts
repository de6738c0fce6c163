// A person's profile, for their own export.

import type { Exported } from "~/platform/inventory";

export const exportProfile: Exported = {
  readme: "- profile.json and people/: your profile.",
  async *files({ db, siteUrl }, { personId }) {
    const { formerHandles, bioSource, ...profile } = await db.person.findUniqueOrThrow({
      where: { id: personId },
      select: {
        ...{ name: true, handle: true, site: true, orcid: true, bioSource: true, createdAt: true },
        ...{ familyName: true, givenName: true, quotable: true },
        formerHandles: { select: { handle: true } },
        renamings: { orderBy: { id: "asc" }, select: { at: true } },
      },
    });
    const { handle, name, orcid, familyName, givenName, quotable } = profile;
    yield {
      name: "profile.json",
      json: {
        ...{ ...profile, about: bioSource },
        formerHandles: formerHandles.map((former) => former.handle),
        address: `${siteUrl}/people/${handle}`,
      },
    };
    const cited = { ...(familyName && { familyName }), ...(givenName && { givenName }) };
    const fields = { handle, name, ...(orcid && { orcid }), ...cited, ...(!quotable && { quotable }) };
    yield { name: `people/${handle}.md`, fields, text: bioSource };
  },
};
