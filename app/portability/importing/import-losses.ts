// Collects content that can't be shown as intended, with its line in the file. It is reported when a text is
// imported: an unchanged text isn't rendered again.

import type { PublishingDeps } from "~/flows/publishing/publish-post.server";
import { explainRefusal } from "~/markdown/limits";
import type { Loss } from "~/markdown/losses";
import type { Problem } from "../content/front-matter";

/** `takeLosses` returns the losses of all texts rendered since its last call, whose text begins at
 *  `textLine`. */
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
      // A refused post or response is skipped, which is reported elsewhere. Bios and site texts are imported
      // and shown as typed.
      else losses.push({ line: 1, message: `the text is shown as typed. ${explainRefusal(text.reason)}` });
      return text;
    },
  };
  const takeLosses = (file: string, textLine: number): Problem[] =>
    losses.splice(0).map(({ line, message }) => ({ file, line: textLine + line - 1, field: "", message }));
  return { deps, takeLosses };
}
