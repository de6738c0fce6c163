import type { SiteInput } from "~/site/site.schema";
import { explainCurrent } from "../../current-value";

/** Errors for settings that were changed by someone else meanwhile: the stored values, for the fields that
 *  differ. */
export function explainDifferences(typed: SiteInput, standing: SiteInput): Record<string, string> {
  const names = Object.keys(standing) as (keyof SiteInput)[];
  const differing = names.filter((name) => typed[name] !== standing[name]);
  return {
    form: `Your changes weren’t saved: another administrator changed the settings in the meantime. ${
      differing.length > 0
        ? "Their values are shown beside the fields that differ. To replace them with yours, save again."
        : "The settings are already as you want them."
    }`,
    ...Object.fromEntries(differing.map((name) => [name, explainCurrent(String(standing[name]))])),
  };
}
