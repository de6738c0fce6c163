import { Field } from "~/design/form/field";

/** What is said of a picture for those who don't see it. */
export const DescriptionFields = ({
  values,
  errors,
}: {
  values: Record<string, string>;
  errors: Record<string, string>;
}) => (
  <>
    <Field
      name="alt"
      label="Alternative text"
      value={values.alt}
      error={errors.alt}
      lines={2}
      hint="What the picture shows, for people who don’t see it: “Four people round a table in the reading room, with cups.”"
    />
    <div className="choice-option">
      <input
        type="checkbox"
        id="field-decorative"
        name="decorative"
        defaultChecked={values.decorative !== undefined}
      />
      <label htmlFor="field-decorative">It is only a decoration</label>
      <p className="field-hint">It says nothing that the text doesn’t, so it needs no alternative text.</p>
    </div>
  </>
);
