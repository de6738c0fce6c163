import type { ReactNode } from "react";
import { Form } from "~/design/form/form";
import { historyPath } from "~/posts/post";
import { As } from "../../session/as";

/** A page that asks once more before something is done with a published version. */
export const ConfirmVersionAct = ({
  page: { as, slug, title, number },
  refused,
  question,
  act,
  submit,
  children,
}: {
  page: { as: number; slug: string; title: string; number: number };
  refused: { errors: Record<string, string> } | undefined;
  question: string;
  act: "restore" | "remove";
  /** Text of the button; null if it can't be done. */
  submit: string | null;
  children: ReactNode;
}) => (
  <div className="account">
    <header className="page-head">
      <p className="kicker" dir="auto">
        {title}
      </p>
      <h1>{question}</h1>
      {children}
    </header>
    {submit === null ? null : (
      <Form
        action={`${historyPath(slug)}/${number}/${act}`}
        errors={refused?.errors}
        submit={submit}
        danger={act === "remove"}
      >
        <As id={as} />
      </Form>
    )}
    <ul className="ways-on">
      <li>
        <a href={historyPath(slug)}>Cancel</a>
      </li>
    </ul>
  </div>
);
