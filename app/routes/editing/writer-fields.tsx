import type { ReactNode } from "react";
import { Field } from "~/design/form/field";
import { CitedNameFields } from "~/people/cited-name/cited-name-fields";

/** What editors say of a writer without an account. */
export function WriterFields({
  values,
  errors,
  children,
}: {
  values: Record<string, string>;
  errors: Record<string, string>;
  /** Fields after the name. */
  children?: ReactNode;
}) {
  const field = (name: string) => ({ name, value: values[name], error: errors[name] });
  return (
    <>
      <Field {...field("name")} label="Name" hint="As it should stand in the byline." required />
      {children}
      <CitedNameFields values={values} errors={errors} />
      <Field
        {...field("bio")}
        label="About them"
        hint="A few lines. The first paragraph is shown below their posts. Formatting: *italic*, **bold**, [link](https://…)."
        lines={5}
      />
      <Field {...field("site")} type="url" label="Website" />
      <Field
        {...field("orcid")}
        label="ORCID iD"
        hint="For example 0000-0002-1825-0097."
        autoCapitalize="none"
        spellCheck={false}
      />
    </>
  );
}
