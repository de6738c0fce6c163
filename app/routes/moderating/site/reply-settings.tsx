import { Field } from "~/design/form/field";
import { SelectField } from "~/design/form/select-field";
import type { SiteInput } from "~/site/site.schema";

type FieldOf = (name: keyof SiteInput) => { name: string; value: string; error: string | undefined };

/** Who may reply where, and what stands by the forms, on the page of the site's settings. */
export const ReplySettings = ({ field }: { field: FieldOf }) => (
  <>
    <Field
      {...field("closeAfterDays")}
      label="Days until a post closes to new replies"
      hint="Counted from its publication. Leave this empty if posts stay open. Moderators can keep a post open, under “Who may reply” below it."
      inputMode="numeric"
    />
    <SelectField
      {...field("withoutAccount")}
      label="Members may reply without their account"
      hint="They then reply as guests, with a guest’s limits. Nothing that is stored connects such a reply with its writer."
      options={[
        { value: "no", name: "No" },
        { value: "yes", name: "Yes" },
      ]}
    />
    <SelectField
      {...field("picturesInResponses")}
      label="Members may add pictures to their responses"
      hint="A picture is seen by those who can see its response: while that waits for a moderator, by moderators and its writer alone. If you change this to “No”, pictures that stand in responses stay there, and new ones aren’t taken."
      options={[
        { value: "no", name: "No" },
        { value: "yes", name: "Yes" },
      ]}
    />
    <Field
      {...field("reminder")}
      label="Reminder by the forms"
      hint="One line by the reply form and the editor. For example: Please don’t write about community members in a way that lets others recognise them."
    />
  </>
);
