import { Field } from "~/design/field";
import { Form } from "~/design/form";
import { SelectField } from "~/design/select-field";
import { NEW_ROLES, type SiteInput } from "~/site/site.schema";
import { currentTimeZone, groupTimeZones } from "~/site/time-zones";
import { As } from "../account/as";
import { RoleField } from "./role-field";

/** Everything that a site says of itself and asks of those who come. */
export function SettingsForm({
  as,
  version,
  values,
  errors = {},
}: {
  as: number;
  /** Of the settings that were shown: others may change them meanwhile. */
  version: string;
  values: Record<keyof SiteInput, string>;
  errors?: Record<string, string> | undefined;
}) {
  const timeZone = currentTimeZone(values.timeZone);
  const field = (name: keyof SiteInput) => ({ name, value: values[name], error: errors[name] });
  return (
    <Form action="/moderation/site" errors={errors} submit="Save the settings">
      <As id={as} />
      <input type="hidden" name="version" value={version} />
      <Field
        {...field("name")}
        label="Name"
        hint="At the top of every page, in titles, feeds and letters."
        required
      />
      <Field
        {...field("tagline")}
        label="Tagline"
        hint="What is written here, in a line: the heading of the home page, and beside the name at the foot of every page."
        required
      />
      <Field
        {...field("about")}
        label="About"
        hint="Markdown. On the home page, above the posts."
        lines={6}
      />
      <Field
        {...field("language")}
        label="Language"
        hint="Such as en, en-GB or fr-CA: how dates are written, how browsers hyphenate, and how screen readers speak."
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <SelectField
        {...field("timeZone")}
        label="Time zone"
        hint="The dates and times on all pages. The archive by month follows within a minute or so: meanwhile a post that came out near the end of a month may still stand in the month before or after."
        value={timeZone}
        groups={groupTimeZones(timeZone)}
      />
      <SelectField
        {...field("joining")}
        label="Who may join"
        hint="Whoever has joined stays, and everybody may still reply as a guest."
        options={[
          { value: "open", name: "everybody who has an e-mail address" },
          { value: "invited", name: "who is invited" },
        ]}
      />
      <RoleField
        {...field("newRole")}
        label="What newcomers are"
        hint="Of those who join without an invitation, from now on. An invitation says its own."
        roles={NEW_ROLES}
      />
      <Field
        {...field("rules")}
        label="House rules"
        hint="Markdown. They have a page of their own, to which the reply form, the page for joining and the foot of every page lead. Without any there is no such page."
        lines={8}
      />
    </Form>
  );
}
