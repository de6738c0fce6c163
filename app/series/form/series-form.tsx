import { Field } from "~/design/form/field";
import { FormSummary } from "~/design/form/form-summary";
import { SelectField } from "~/design/form/select-field";
import { isPublished } from "~/visibility/status";
import { UNDER_WAY } from "../series";
import { SERIES_STATUSES } from "../series.schema";
import { MoveButtons } from "./move-buttons";
import { announcedFields } from "./series-form.schema";
import type { EditedPost, SeriesRow } from "./series-rows";

const STATUS_NAMES = { [UNDER_WAY]: "Ongoing", complete: "Complete" };

export type SeriesFormValues = Record<string, string>;

/** The fields of a series' own text. */
export function SeriesTextFields({
  values,
  errors,
  slugHint,
}: {
  values: SeriesFormValues;
  errors: Record<string, string>;
  slugHint: string;
}) {
  const field = (name: string) => ({ name, value: values[name], error: errors[name] });
  return (
    <>
      <Field {...field("title")} label="Title" required />
      <Field {...field("slug")} label="Address" hint={slugHint} autoCapitalize="none" spellCheck={false} />
      <Field
        {...field("intro")}
        label="Introduction"
        hint="What the series is about, shown at the top of its page. You can use Markdown."
        lines={6}
      />
      <SelectField
        {...field("status")}
        value={values.status ?? SERIES_STATUSES[0]}
        label="Status"
        options={SERIES_STATUSES.map((value) => ({ value, name: STATUS_NAMES[value] }))}
      />
    </>
  );
}

/** Posts and announced parts in their order, each with its number. */
export function SeriesPartFields({
  rows,
  values,
  errors,
  focus,
}: {
  rows: SeriesRow[];
  values: SeriesFormValues;
  errors: Record<string, string>;
  /** The button with which a row was just moved: "up:part-12". */
  focus: string | null;
}) {
  const ordered = rows.filter(({ isNew }) => !isNew);
  return (
    <ol className="series-rows">
      {rows.map((row) => (
        <li key={row.field} data-title={row.isNew ? undefined : row.title}>
          <fieldset className="series-row">
            <legend>
              <RowTitle row={row} />
            </legend>
            <RowFields row={row} values={values} errors={errors} />
            {row.isNew ? null : (
              <MoveButtons
                row={row.field}
                title={row.title}
                isFirst={row === ordered[0]}
                isLast={row === ordered.at(-1)}
                focus={focus}
              />
            )}
          </fieldset>
        </li>
      ))}
    </ol>
  );
}

function RowTitle({ row }: { row: SeriesRow }) {
  if (row.isNew) return "Announce a part";
  if (!row.post) return <bdi>Announced: {row.title}</bdi>;
  return (
    <>
      <bdi>{row.title}</bdi>
      <PostStatus post={row.post} />
    </>
  );
}

const PostStatus = ({ post }: { post: EditedPost }) =>
  isPublished(post) ? null : <span className="series-row-status"> ({post.status})</span>;

function RowFields({
  row,
  values,
  errors,
}: { row: SeriesRow } & Pick<Parameters<typeof SeriesPartFields>[0], "values" | "errors">) {
  const field = (name: string) => ({ name, value: values[name], error: errors[name] });
  const number = <Field {...field(row.field)} label="Part" required={!row.isNew} inputMode="numeric" />;
  if (row.post) return number;
  const { title, expected } = announcedFields(row.field.replace("announced-", ""));
  return (
    <>
      {number}
      <Field {...field(title)} label="Title" />
      <Field {...field(expected)} label="When" />
    </>
  );
}

/** The form of a new series or of one with parts. A first, hidden button saves when Enter is pressed in a field, which would otherwise
 *  press the first visible button and move a part. */
export function SeriesForm({
  action,
  errors,
  submit,
  children,
}: {
  action: string;
  errors: Record<string, string>;
  submit: string;
  children: React.ReactNode;
}) {
  return (
    <form className="form series-form" method="post" action={action} noValidate>
      <button type="submit" hidden>
        {submit}
      </button>
      <FormSummary errors={errors} />
      {children}
      <p className="form-buttons">
        <button type="submit">{submit}</button>
      </p>
    </form>
  );
}
