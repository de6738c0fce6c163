import type { SiteInput } from "~/site/site.schema";

/** As much of a text as tells which it is. */
const SHOWN_CHARS = 200;

/** For somebody whose settings would overwrite what somebody else has just changed: what stands now, where theirs differ. */
export function explainDifferences(typed: SiteInput, standing: SiteInput): Record<string, string> {
  const names = Object.keys(standing) as (keyof SiteInput)[];
  const differing = names.filter((name) => typed[name] !== standing[name]);
  return {
    form: `Your changes weren’t saved: another administrator changed the settings in the meantime. ${
      differing.length > 0
        ? "Their values are shown beside the fields that differ. To replace them with yours, save again."
        : "The settings are already as you want them."
    }`,
    ...Object.fromEntries(differing.map((name) => [name, explain(standing[name])])),
  };
}

function explain(text: string): string {
  if (text === "") return "Current value: empty.";
  return `Current value: ${text.length > SHOWN_CHARS ? `${text.slice(0, SHOWN_CHARS)}…` : text}`;
}
