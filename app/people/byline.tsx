import { Fragment } from "react";

interface Named {
  handle: string;
  name: string;
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

/** Names as links, joined as one says them: "A, B and C". */
export function Names({ people }: { people: Named[] }) {
  return people.map((person, index) => (
    <Fragment key={person.handle}>
      {index === 0 ? "" : index === people.length - 1 ? " and " : ", "}
      <a href={`/people/${person.handle}`} rel="author">
        {person.name}
      </a>
    </Fragment>
  ));
}
