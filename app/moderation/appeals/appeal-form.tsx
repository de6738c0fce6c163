import { Field } from "~/design/form/field";
import { Form } from "~/design/form/form";
import { MAX_APPEAL_CHARS } from "./appeal";

/** The form by which somebody asks for another look at a decision that was made about them. */
export const AppealForm = ({
  action,
  as,
  decision,
  hasOthers,
  values = {},
  errors = {},
}: {
  action: string;
  /** The member's id; null for a guest. */
  as: number | null;
  /** The id of the decision. */
  decision: number;
  /** Whether there is another moderator than the one who decided. */
  hasOthers: boolean;
  values?: Record<string, string> | undefined;
  errors?: Record<string, string> | undefined;
}) => (
  <section aria-labelledby="appeal-title">
    <h2 id="appeal-title">Ask for another look</h2>
    <p>
      {hasOthers
        ? "If you think that this is a mistake, say why. Another moderator than the one who decided will look again."
        : "If you think that this is a mistake, say why. This site has one moderator, who will look again."}{" "}
      You can ask once.
    </p>
    <Form action={action} errors={errors} submit="Ask for another look">
      {as === null ? null : <input type="hidden" name="as" value={as} />}
      <input type="hidden" name="decision" value={decision} />
      <Field
        name="text"
        label="Why should it be looked at again?"
        hint={`A few sentences, at most ${MAX_APPEAL_CHARS} characters. Moderators read them.`}
        lines={5}
        value={values.text}
        error={errors.text}
        required
      />
    </Form>
  </section>
);
