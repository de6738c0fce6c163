import { Field } from "~/design/form/field";
import { Form } from "~/design/form/form";
import { SelectField } from "~/design/form/select-field";
import { LICENCES } from "~/site/licence";
import { HOLDINGS, type Holding, NEW_ROLES, type SiteInput } from "~/site/site.schema";
import { currentTimeZone, groupTimeZones } from "~/site/time-zones";
import { As } from "../../session/as";
import { RoleField } from "../people/role-field";
import { ReplySettings } from "./reply-settings";

const HOLDING_NAMES: Record<Holding, string> = {
  nobody: "none",
  suspected: "what looks like spam",
  newcomers: "what looks like spam, and first replies",
  guests: "what looks like spam, first replies, and all replies by guests",
  everyone: "all",
};

/** The form of the site's settings. */
export function SettingsForm({
  as,
  version,
  values,
  errors = {},
}: {
  as: number;
  /** Version of the settings shown, to detect changes by others meanwhile. */
  version: string;
  values: Record<keyof SiteInput, string>;
  errors?: Record<string, string> | undefined;
}) {
  const timeZone = currentTimeZone(values.timeZone);
  const field = (name: keyof SiteInput) => ({ name, value: values[name], error: errors[name] });
  return (
    <Form action="/moderation/site" errors={errors} submit="Save settings">
      <As id={as} />
      <input type="hidden" name="version" value={version} />
      <Field
        {...field("name")}
        label="Name"
        hint="Shown at the top of every page, and in titles, feeds and e-mails."
        required
      />
      <Field
        {...field("tagline")}
        label="Tagline"
        hint="Describe the site in one line. It is the heading of the home page, and appears in the footer of every page."
        required
      />
      <Field
        {...field("about")}
        label="About"
        hint="A few sentences about the site, shown on the home page. You can use Markdown."
        lines={6}
      />
      <Field
        {...field("language")}
        label="Language"
        hint="For example en, en-GB or fr-CA. It sets the format of dates, hyphenation, and the voice of screen readers."
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <SelectField
        {...field("timeZone")}
        label="Time zone"
        hint="Used for all dates and times. The archive is updated about a minute after a change."
        value={timeZone}
        groups={groupTimeZones(timeZone)}
      />
      <SelectField
        {...field("joining")}
        label="Who may join"
        hint="Existing members keep their accounts, and guests can still reply."
        options={[
          { value: "open", name: "anyone with an e-mail address" },
          { value: "invited", name: "only people with an invitation" },
        ]}
      />
      <RoleField
        {...field("newRole")}
        label="Role for new members"
        hint="For people who join without an invitation. Each invitation sets its own role."
        roles={NEW_ROLES}
      />
      <SelectField
        {...field("holding")}
        label="Responses that wait for a moderator"
        hint="Only their writers and moderators see them until then. Responses by moderators, and by the writers of a post, never wait."
        options={HOLDINGS.map((value) => ({ value, name: HOLDING_NAMES[value] }))}
      />
      <ReplySettings field={field} />
      <SelectField
        {...field("licence")}
        label="Licence"
        hint="Shown below each post and in feeds, unless a post has a licence of its own."
        options={[
          { value: "", name: "None stated" },
          ...Object.entries(LICENCES).map(([value, { name }]) => ({ value, name })),
        ]}
      />
      <SelectField
        {...field("aiCrawlersAway")}
        label="Ask AI crawlers to stay away"
        hint="With “Yes”, /robots.txt asks crawlers that are known to collect texts for training or answering by AI not to read this site. Search engines may still show it. A crawler can ignore this."
        options={[
          { value: "no", name: "No" },
          { value: "yes", name: "Yes" },
        ]}
      />
      <Field
        {...field("rules")}
        label="House rules"
        hint="Shown on their own page, with links from the reply form, the join page and the footer. Leave this empty to have no such page. You can use Markdown."
        lines={8}
      />
    </Form>
  );
}
