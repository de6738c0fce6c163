import { Fragment } from "react";
import { pageOf } from "./person";

interface Named {
  handle: string;
  name: string;
  status: string;
}

/** "by Ken, introduced by greyson". */
export function BylineText({ writers, presenters }: { writers: Named[]; presenters: Named[] }) {
  return (
    <span className="byline">
      by <Names people={writers} />
      {presenters.length > 0 ? (
        <>
          , introduced by <Names people={presenters} />
        </>
      ) : null}
    </span>
  );
}

/** Names as links to whoever has a page, joined as one says them: "A, B and C". */
export function Names({ people }: { people: Named[] }) {
  return people.map((person, index) => (
    <Fragment key={person.handle}>
      {index === 0 ? "" : index === people.length - 1 ? " and " : ", "}
      <Name page={pageOf(person)} name={person.name} />
    </Fragment>
  ));
}

const Name = ({ page, name }: { page: string | null; name: string }) =>
  page === null ? (
    name
  ) : (
    <a href={page} rel="author">
      {name}
    </a>
  );
