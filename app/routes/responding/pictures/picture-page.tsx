// The page with a file field on which a picture is added to a response without a script. The response comes along in hidden fields, and
// goes back into its form with the picture.

import { HONEYPOT_FIELD, TIMESTAMP_FIELD } from "~/comments/reply/form-checks";
import { FileField } from "~/design/form/file-field";
import { Form } from "~/design/form/form";
import { ACCEPTED_PICTURES, MAX_UPLOAD_BYTES, PICTURE_HINT } from "~/media/media.schema";
import { MAX_TEXT_FORM_BYTES } from "~/platform/http/request/route-rules";
import { DescriptionFields } from "../../writing/media/description-fields";

/** A form with a file and the whole text of a response. */
export const PICTURE_FORM = {
  acceptsFile: true,
  maxBodyBytes: MAX_UPLOAD_BYTES + MAX_TEXT_FORM_BYTES,
  maxFieldBytes: MAX_TEXT_FORM_BYTES,
} as const;

/** The fields of the forms of responses. Others of whoever sends them aren't given back. */
const KEPT = ["to", "as", "body", "basedOn", "account", "name", TIMESTAMP_FIELD, HONEYPOT_FIELD];

export const PicturePage = ({
  action,
  title,
  values,
  errors = {},
}: {
  action: string;
  /** Of the post. */
  title: string;
  values: Record<string, string>;
  errors?: Record<string, string>;
}) => (
  <div className="account picture-page">
    <header className="page-head">
      <p className="kicker" dir="auto">
        {title}
      </p>
      <h1>Add a picture to your response</h1>
      <p>
        The picture is added at the end of your text, and you can move it before you post. Until then, only
        you and the editors see it. The place where it was taken, and whatever else stands in the file beside
        it, is taken out.
      </p>
    </header>
    <Form action={action} errors={errors} submit="Add picture" withFile>
      {KEPT.map((name) =>
        values[name] === undefined ? null : (
          <input key={name} type="hidden" name={name} value={values[name]} />
        ),
      )}
      <FileField
        name="file"
        label="Picture"
        accept={ACCEPTED_PICTURES}
        error={errors.file}
        hint={PICTURE_HINT}
      />
      <DescriptionFields values={values} errors={errors} />
    </Form>
    <Form action={action} submit="Back without a picture" quiet>
      {KEPT.map((name) =>
        values[name] === undefined ? null : (
          <input key={name} type="hidden" name={name} value={values[name]} />
        ),
      )}
      <input type="hidden" name="without" value="yes" />
    </Form>
  </div>
);

/** The page answers a form, and a GET has none. */
export const NoForm = ({ back }: { back: string }) => (
  <div className="notice">
    <h1>Nothing to add a picture to</h1>
    <p>
      To add a picture, write your response and press “Add a picture”. <a href={back}>Back to the form</a>.
    </p>
  </div>
);
