import { Field } from "~/design/form/field";

interface CitedNameFieldsProps {
  values: Record<string, string>;
  errors: Record<string, string>;
  /** Whether people fill them in for themselves. */
  isOwn?: boolean;
}

/** How a person is cited (cited-name.ts). */
export function CitedNameFields({ values, errors, isOwn = false }: CitedNameFieldsProps) {
  const field = (name: string, autoComplete: string) => ({
    ...{ name, value: values[name], error: errors[name] },
    ...(isOwn && { autoComplete }),
  });
  return (
    <>
      <Field
        {...field("familyName", "family-name")}
        label="Family name in citations"
        hint={`For example van der Berg. Citations are sorted by it. If you leave it empty, they have ${isOwn ? "your" : "the"} name as it stands above. A name of one piece, such as a library’s, goes here alone.`}
      />
      <Field
        {...field("givenName", "given-name")}
        label="Given names in citations"
        hint="For example Ada Maria."
      />
    </>
  );
}
