import { Field } from "~/design/form/field";
import { SelectField } from "~/design/form/select-field";
import { REASONS } from "./actions";

/** Why a moderator removes something: a reason of the list, and their own words to the writer. */
export const ReasonFields = ({
  values,
  errors,
}: {
  values?: Record<string, string> | undefined;
  errors?: Record<string, string> | undefined;
}) => (
  <>
    <SelectField
      name="reason"
      label="Reason"
      value={values?.reason ?? "off-topic"}
      error={errors?.reason}
      options={Object.entries(REASONS).map(([value, name]) => ({ value, name: name || "Another reason" }))}
    />
    <Field
      name="words"
      label="Your words to the writer"
      hint="What they could do differently. For another reason, please write it here."
      lines={4}
      value={values?.words}
      error={errors?.words}
    />
  </>
);
