import type { ReactNode } from "react";
import { Form } from "~/design/form/form";
import { As } from "../../session/as";

/** A page that asks once more before something is done to a draft. */
export function ConfirmAct({
  page: { as, draftId, title },
  refused,
  question,
  path,
  submit,
  cancel,
  fields,
  children,
}: {
  page: { as: number; draftId: number; title: string };
  refused: { errors: Record<string, string> } | undefined;
  question: string;
  path: string;
  submit: string;
  /** Where "Cancel" leads, if not to the editor. */
  cancel?: string;
  /** Hidden fields of the form. */
  fields?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="account">
      <header className="page-head">
        <p className="kicker" dir="auto">
          {title || "Untitled draft"}
        </p>
        <h1>{question}</h1>
        {children}
      </header>
      <Form action={path} errors={refused?.errors} submit={submit} danger>
        <As id={as} />
        {fields}
      </Form>
      <ul className="ways-on">
        <li>
          <a href={cancel ?? `/write/${draftId}`}>Cancel</a>
        </li>
      </ul>
    </div>
  );
}
