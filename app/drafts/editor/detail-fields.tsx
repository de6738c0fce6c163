import { Field } from "~/design/form/field";
import { SelectField } from "~/design/form/select-field";
import { LICENCES } from "~/site/licence";
import type { EditorValues } from "../draft";

export interface DetailOptions {
  series: { slug: string; title: string }[];
  /** The site's language, for a post without one of its own. */
  language: string;
  /** The site's words to its writers; "" for none. */
  reminder: string;
  /** Whether the viewer may give the post an earlier date. */
  mayDate: boolean;
  /** Whether the viewer may add a writer without an account. */
  mayAddWriters: boolean;
}

interface FieldProps {
  name: string;
  value: string | undefined;
  error: string | undefined;
}

const AddressField = (field: FieldProps) => (
  <Field
    {...field}
    label="Address"
    hint="The end of its web address. Without one, it is made from the title."
    autoCapitalize="none"
    spellCheck={false}
  />
);

const LanguageField = ({ language, ...field }: FieldProps & { language: string }) => (
  <Field
    {...field}
    label="Language"
    hint={`If it isn’t the site’s (${language}), for example fr or en-GB.`}
    autoCapitalize="none"
    spellCheck={false}
  />
);

/** The fields of a page beside its title and text. */
export function PageFields({
  values,
  errors,
  language,
}: {
  values: EditorValues;
  errors: Record<string, string>;
  /** The site's. */
  language: string;
}) {
  const field = (name: keyof EditorValues) => ({ name, value: values[name], error: errors[name] });
  return (
    <fieldset className="editor-details">
      <legend>About this page</legend>
      <AddressField {...field("slug")} />
      <LanguageField {...field("language")} language={language} />
    </fieldset>
  );
}

/** The fields of a post beside its title and text. */
export function DetailFields({
  values,
  errors,
  options: { series, language, mayDate, mayAddWriters },
}: {
  values: EditorValues;
  errors: Record<string, string>;
  options: DetailOptions;
}) {
  const field = (name: keyof EditorValues) => ({ name, value: values[name], error: errors[name] });
  const select = (name: keyof EditorValues) => ({ ...field(name), value: values[name] ?? "" });
  return (
    <fieldset className="editor-details">
      <legend>About this post</legend>
      <Field
        {...field("tags")}
        label="Tags"
        hint="Separated by commas, for example: community development, the profession."
      />
      <Field
        {...field("summary")}
        label="Summary"
        hint="One or two sentences for lists and feeds. Without one, they show how the text begins."
        lines={3}
      />
      <SelectField
        {...select("series")}
        label="Series"
        options={[
          { value: "", name: "Not part of a series" },
          ...series.map(({ slug, title }) => ({ value: slug, name: title })),
          // One that isn't listed would be lost with the next save.
          ...(values.series && !series.some(({ slug }) => slug === values.series)
            ? [{ value: values.series }]
            : []),
        ]}
      />
      <Field {...field("part")} label="Part" hint="Its number in the series, for example 3." />
      <AddressField {...field("slug")} />
      <Field
        {...field("writers")}
        label="Written by"
        hint={
          <>
            Handles of one or more people, separated by commas. Without one, you.
            {mayAddWriters ? (
              <>
                {" "}
                For somebody without an account,{" "}
                <a href="/people/new" target="_blank" rel="noopener">
                  add a guest writer
                </a>{" "}
                (in a new tab).
              </>
            ) : null}
          </>
        }
        autoCapitalize="none"
        spellCheck={false}
      />
      <Field
        {...field("presenters")}
        label="Introduced by"
        hint="For a guest’s post: the handle of the person who introduces it."
        autoCapitalize="none"
        spellCheck={false}
      />
      <LanguageField {...field("language")} language={language} />
      <SelectField
        {...select("licence")}
        label="Licence"
        options={[
          { value: "", name: "As the site" },
          ...Object.entries(LICENCES).map(([value, { name }]) => ({ value, name })),
        ]}
      />
      <SelectField
        {...select("noindex")}
        label="Search engines"
        hint="A request that search engines follow, not a lock: everyone can still read the post, and it stays in this site’s lists and feeds."
        options={[
          { value: "", name: "May show this post" },
          { value: "true", name: "Are asked to leave this post out" },
        ]}
      />
      {mayDate ? (
        <Field
          {...field("date")}
          label="Date"
          hint="For a post that first appeared earlier, for example 2019-03-30. Nobody is notified of it."
        />
      ) : null}
    </fieldset>
  );
}
