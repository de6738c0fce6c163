// The versions that a person published, for their own export.

import type { Exported } from "~/platform/inventory";

/** Few, because posts may be long. */
const VERSIONS_AT_ONCE = 20;

export const exportRevisions: Exported = {
  readme: "- versions/: each version of a post that you published, with its number and date.",
  async *files({ db }, { personId }) {
    for (let after = 0; ; ) {
      const rows = await db.revision.findMany({
        where: { personId, removedAt: null, id: { gt: after } },
        orderBy: { id: "asc" },
        take: VERSIONS_AT_ONCE,
        include: { post: { select: { slug: true } } },
      });
      for (const { post, number, title, summary, source, createdAt } of rows)
        yield {
          name: `versions/${post.slug}-${number}.md`,
          fields: { title, version: number, date: createdAt.toISOString(), ...(summary && { summary }) },
          text: source,
        };
      if (rows.length < VERSIONS_AT_ONCE) return;
      after = rows.at(-1)?.id ?? after;
    }
  },
};
