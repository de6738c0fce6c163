import type { ReactNode } from "react";
import { FileField } from "~/design/form/file-field";
import { Form } from "~/design/form/form";
import { ACCEPTED_FILES, FILE_HINT } from "~/media/media.schema";
import { As } from "../../session/as";
import { DescriptionFields } from "./description-fields";

/** A file, and what is said of it for those who don't see it. */
export const FileForm = ({
  action,
  as,
  label,
  submit,
  values = {},
  errors = {},
  children,
}: {
  action: string;
  as: number;
  label: string;
  submit: string;
  values?: Record<string, string> | undefined;
  errors?: Record<string, string> | undefined;
  children?: ReactNode;
}) => (
  <Form {...{ action, errors, submit }} withFile>
    <As id={as} />
    <FileField name="file" label={label} accept={ACCEPTED_FILES} error={errors.file} hint={FILE_HINT} />
    <DescriptionFields values={values} errors={errors} />
    {children}
  </Form>
);
