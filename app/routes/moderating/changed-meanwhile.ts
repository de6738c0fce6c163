import type { SiteInput } from "~/site/site.schema";

/** As much of a text as tells which it is. */
const SHOWN_CHARS = 200;

/** For somebody whose settings would overwrite what somebody else has just changed: what stands now, where theirs differ. */
export function explainDifferences(typed: SiteInput, standing: SiteInput): Record<string, string> {
  const names = Object.keys(standing) as (keyof SiteInput)[];
  const differing = names.filter((name) => typed[name] !== standing[name]);
  return {
    form: `Not saved yet: somebody else changed the settings meanwhile. ${
      differing.length > 0
        ? "Where theirs differ from yours, theirs are said beside the field. To have yours instead, save once more."
        : "They are as you want them already."
    }`,
    ...Object.fromEntries(differing.map((name) => [name, explain(standing[name])])),
  };
}

function explain(text: string): string {
  if (text === "") return "Now it is empty.";
  return `Now it is: ${text.length > SHOWN_CHARS ? `${text.slice(0, SHOWN_CHARS)}…` : text}`;
}
