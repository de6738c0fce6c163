import type { ReactNode } from "react";
import { Field } from "~/design/form/field";
import { FormSummary } from "~/design/form/form-summary";
import { Reminder } from "~/design/reminder";
import { draftPath, type EditorValues } from "../draft";
import { DetailFields, type DetailOptions, PageFields } from "./detail-fields";
import type { EditorState } from "./editing";
import { EditorButtons } from "./editor-buttons";
import { MarkdownHelp } from "./markdown-help";

export interface EditorOrigin {
  form: string;
  version: number;
  basedOn: number;
  /** The post or page of which a new draft is the working copy. */
  postedId: number | null;
  /** The response that a new draft continues. */
  continues: number | null;
}

export interface EditorFormProps {
  state: EditorState;
  /** As typed, by the names of the form's fields. */
  values: EditorValues;
  errors: Record<string, string>;
  /** What the save begins from: see draft.schema.ts. */
  origin: EditorOrigin;
  /** Id of the member who opens the form. */
  as: number;
  options: DetailOptions;
  /** The notes on the draft, whose fields and buttons belong to this form. */
  children?: ReactNode;
}

/**
 * The form in which posts and pages are written. It works without a script, which finds its parts by `data-editor`. Fields have no maxlength, because
 * browsers would silently cut a long paste.
 */
export function EditorForm({ state, values, errors, origin, as, options, children }: EditorFormProps) {
  return (
    <form
      className="form editor"
      id="editor"
      method="post"
      action={draftPath(state.draftId)}
      data-editor={state.isOpen ? "" : undefined}
      noValidate
      aria-label={`Your ${state.kind}`}
    >
      <FormSummary
        errors={errors}
        otherwise={(fields) =>
          `This wasn’t saved. Please fix ${fields} marked below; your text is still here.`
        }
      />
      {/* Browsers restore what was typed into a page that is loaded again, by the names of the form's first fields. What was typed into an older
          version must not come up under the number of a newer one, which it would replace. */}
      <input type="text" hidden disabled name={`opened-at-${origin.version}`} autoComplete="off" />
      <input type="hidden" name="as" value={as} />
      <Hidden name="form" value={origin.form} />
      <Hidden name="version" value={origin.version} />
      <Hidden name="based" value={origin.basedOn} />
      <Hidden name="kind" value={state.kind} />
      {origin.postedId === null ? null : <Hidden name={state.kind} value={origin.postedId} />}
      {origin.continues === null ? null : <Hidden name="continues" value={origin.continues} />}
      <div className="editor-text">
        {/* A text area shows a long title whole, in several lines on a narrow screen. Its line breaks are saved as spaces. */}
        <Field name="title" label="Title" value={values.title} error={errors.title} lines={1} required />
        <MarkdownHelp />
        <Field
          name="body"
          label="Text"
          hint="Formatting: *italic*, **bold**, [link](https://…), >&#160;quote, ##&#160;heading, - list, [^1] footnote. Leave an empty line between paragraphs."
          value={values.body}
          error={errors.body}
          lines={20}
          required
        />
        <Reminder words={options.reminder} />
      </div>
      {children}
      {state.kind === "page" ? (
        <PageFields values={values} errors={errors} language={options.language} />
      ) : (
        <DetailFields values={values} errors={errors} options={options} />
      )}
      <EditorButtons state={state} />
    </form>
  );
}

/** A text field that isn't shown, because a reload would restore the value of a field of type "hidden". */
const Hidden = ({ name, value }: { name: string; value: string | number }) => (
  <input type="text" hidden name={name} defaultValue={value} autoComplete="off" />
);
