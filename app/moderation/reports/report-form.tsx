import { Field } from "~/design/form/field";
import { Form } from "~/design/form/form";
import { SelectField } from "~/design/form/select-field";
import { REPORT_REASONS } from "./report";

/** The form of a report. Strangers say who they are. */
export function ReportForm({
  action,
  as,
  values = {},
  errors = {},
}: {
  action: string;
  /** The member's id; null for a guest. */
  as: number | null;
  values?: Record<string, string> | undefined;
  errors?: Record<string, string> | undefined;
}) {
  const field = (name: string) => ({ name, value: values[name], error: errors[name] });
  return (
    <Form action={action} errors={errors} submit="Send report">
      {as === null ? null : <input type="hidden" name="as" value={as} />}
      <SelectField
        {...field("reason")}
        value={values.reason ?? "advertising"}
        label="What is wrong?"
        options={Object.entries(REPORT_REASONS).map(([value, name]) => ({ value, name }))}
      />
      <Field
        {...field("text")}
        label="Explain it"
        hint="What should a moderator look at? For the law or your rights, say which ones."
        lines={5}
      />
      {as === null ? (
        <>
          <Field
            {...field("name")}
            label="Your name"
            hint="Only moderators see it."
            autoComplete="name"
            required
          />
          <Field
            {...field("email")}
            label="Your e-mail"
            type="email"
            hint="We ask you to confirm it, and tell you the outcome."
            autoComplete="email"
            required
          />
        </>
      ) : null}
    </Form>
  );
}
