// What of an imported text doesn't show as it was meant, with the line of its file. It is told when the text is taken in: a text that
// the site has already isn't rendered again.

import type { PublishingDeps } from "~/flows/publish-post.server";
import { explainRefusal } from "~/markdown/limits";
import type { Loss } from "~/markdown/losses";
import type { Problem } from "../content/front-matter";

/** `takeLosses` gives those of all texts rendered since it was last asked, which begin at a line of a file. */
export function withLosses(given: PublishingDeps): {
  deps: PublishingDeps;
  takeLosses(file: string, textLine: number): Problem[];
} {
  const losses: Loss[] = [];
  const deps: PublishingDeps = {
    ...given,
    async render(source, options) {
      const text = await given.render(source, { ...options, listLosses: true });
      if (text.ok) losses.push(...(text.losses ?? []));
      // A post or a response is left out then, and that is told. What people and sites say of themselves is taken in all the same.
      else losses.push({ line: 1, message: `the text is shown as typed. ${explainRefusal(text.reason)}` });
      return text;
    },
  };
  const takeLosses = (file: string, textLine: number): Problem[] =>
    losses.splice(0).map(({ line, message }) => ({ file, line: textLine + line - 1, field: "", message }));
  return { deps, takeLosses };
}
