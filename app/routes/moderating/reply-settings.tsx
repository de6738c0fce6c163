import { Field } from "~/design/form/field";
import type { SiteInput } from "~/site/site.schema";

type FieldOf = (name: keyof SiteInput) => { name: string; value: string; error: string | undefined };

/** Who may reply where, on the page of the site's settings. */
export const ReplySettings = ({ field }: { field: FieldOf }) => (
  <Field
    {...field("closeAfterDays")}
    label="Days until a post closes to new replies"
    hint="Counted from its publication. Leave this empty if posts stay open. Moderators can keep a post open, under “Who may reply” below it."
    inputMode="numeric"
  />
);
